"""One deck for each row of a table: certificates, reports to each branch, lessons for each class."""
