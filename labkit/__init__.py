"""What a lab may import: the flights data, real servers started safely, and the files a student writes."""
