"""The PowerPoint writer: slides as XML straight into a copy of the template's package."""
