"""The whole catalogue of services as a workbook of four sheets, out and in."""
