//! The list of cases. The files beside it are compiled once for each flavour, in `send` and `local`.

mod list;
mod os_list;
