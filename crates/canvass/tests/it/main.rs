//! The program from outside: commands, files, exit codes, and the service over a socket.

mod analyse;
mod journey;
