// Package cgroup gives processes limits of memory and a share of the processors by Linux control groups of version 1 or 2, where whoever
// runs this may make such groups: root, or the user of a service whose groups are delegated to it (Delegate=yes for systemd).
//
// Groups are made below the one that this process is in, so that limits of a container or service hold for all of them together. Their
// names have the pid of whoever made them; those of processes that are gone are removed by the next one that makes some.
package cgroup
