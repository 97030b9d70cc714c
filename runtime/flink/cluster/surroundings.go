package cluster

import "encoding/json"

// ExecCommand is the name of the hidden command that [Exec] is.
const ExecCommand = "flink-exec"

// surroundings are what a process begins in. They are the first argument of the command that [Exec] is.
type surroundings struct {
	// Folder is that of the cluster as the process sees it; its folder "etc" is to appear as /etc/flink, if Mount says so.
	Folder string `json:"folder"`
	Mount  bool   `json:"mount,omitempty"`
	// Temporary is where it puts what it needs for as long as it lives.
	Temporary string `json:"temporary,omitempty"`
	// Memory is the size of the file system in memory, in bytes, that the folder is to be; 0 for none.
	Memory int64 `json:"memory,omitempty"`
	// Entrances are those of the control groups to be in.
	Entrances []string `json:"entrances,omitempty"`
	// Data limits the memory that the process may have for itself, in bytes; 0 for no limit.
	Data uint64 `json:"data,omitempty"`
	// File limits the size of the files that it writes, in bytes; 0 for no limit.
	File uint64 `json:"file,omitempty"`
}

// command is what is put before the command line of a JVM.
func (s surroundings) command(executable string) []string {
	text, err := json.Marshal(s)
	if err != nil {
		panic(err) // it has texts and numbers only
	}
	return []string{executable, ExecCommand, string(text)}
}
