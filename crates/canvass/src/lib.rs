//! The house: command line, server and jobs. It knows every room and decides nothing.
