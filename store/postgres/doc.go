// Package postgres runs the private Postgres server of a control plane that was given no database.
//
// The server lives in one directory:
//
//	data/        the database cluster, made by initdb
//	run/         the Unix socket; elsewhere when its path would be longer than a socket's may be
//	password     the password of the only role, mode 0600
//	server.log   what the server says; the one before is server.log.1
//	lock         held by the control plane that looks after the server
//
// It listens on the Unix socket only, so that any number of instances lives on one machine. It is a session of its own
// (a Ctrl-C meant for the control plane does not reach it) with full durability.
//
// # Lifetime
//
// [Start] finds the state of things: a server that a killed control plane left behind is adopted, a stale pid file is
// told from a live server, an empty directory is initialised (aside, then renamed, so that a half made cluster is never
// taken for one). [Server.Stop] is a fast shutdown. A server that ends by itself is started again, and recovers from its
// write-ahead log, as it does after the loss of the whole machine.
//
// # Binaries
//
// Those of the machine are used where there are any; else they are fetched from Maven Central (the builds that
// fergusstrange/embedded-postgres uses), checked against digests that are part of this program, and kept in the user's
// cache directory. A cluster is only ever started by binaries of the major version that made it.
//
// # Users
//
// Postgres refuses to run as root. Started by root it runs in a user namespace in which root has another number, so that
// its files stay root's and directories that only root can enter stay reachable. Where namespaces are not permitted it
// runs as the user postgres or nobody, who then own the directory.
package postgres
