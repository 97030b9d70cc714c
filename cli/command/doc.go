// Package command is the commands for people: what runs, how it is, what it says, and changing it, each in one short command that
// waits for the outcome and tells what is going on meanwhile. A file is a command.
//
// They speak to the server through its API like any other client, as the user whose credentials they find. What they show on a
// terminal is for reading; --output json is for programs, and stays as it is.
package command
