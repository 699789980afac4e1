"""Excel in and out: judged as a stream, parsed in a limited child, written fast or formatted."""
