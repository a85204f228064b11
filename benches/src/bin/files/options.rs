pub(crate) const HELP: &str = "\
Compares files and programs through anyrt with those of the bare runtimes.

usage: files [--rounds N] [--only NAMES] [--write FOLDER]

  --rounds N      how many rounds; 31 by default
  --only NAMES    only these operations, separated by commas
  --write FOLDER  write the table to FOLDER; docs/bench by default, unless the run is partial

operations: write-64k, write-512, write-1m, read-64k, read-4k, read-file, write-file, open, output-1m,
            output-none";
