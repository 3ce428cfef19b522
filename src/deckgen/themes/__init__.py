"""Themes: a PowerPoint template read as palette, fonts, type scale and slide layouts."""
