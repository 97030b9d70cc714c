package driver

// Keys are the data keys that a cluster writes and reads with. It gets them when its process starts and has them in memory for as
// long as that lives, so nothing of it needs a key service, or the control plane, afterwards. A cluster that takes the place of another
// one is given them anew.
type Keys struct {
	// Owner is the application, by a name that no other one has. What is encrypted is bound to it.
	Owner string
	// Sealing is the key that state is written with.
	Sealing DataKey
	// Opening are the further keys that state may have to be read with: those of the snapshots that the job may start from.
	Opening []DataKey
	// TakesClear lets the job start from state that is not encrypted, because it was written before there were keys. Otherwise such
	// state is refused: somebody may have put it in the place of what was encrypted.
	TakesClear bool
	// Required tells that the cluster must not be brought up by an engine that does not use keys. Otherwise it is, see Handle.InClear.
	Required bool
	// Log is the key of what the process logs and prints. It is another one, because the control plane reads the log whatever has
	// become of the keys of the state.
	Log DataKey
}

// DataKey is a data key in the clear.
type DataKey struct {
	// ID is what files name the key by. It is no secret.
	ID string
	// Key is 256 bits.
	Key Secret
}

// Wipe overwrites the keys.
func (k *Keys) Wipe() {
	if k == nil {
		return
	}
	k.Sealing.Key.Wipe()
	k.Log.Key.Wipe()
	for _, o := range k.Opening {
		o.Key.Wipe()
	}
}

// LogKeys gives the keys of clusters' logs to drivers that read them, which are those of Keys.Log.
type LogKeys interface {
	// LogKey is the key of the log of a cluster. The caller wipes it.
	LogKey(cluster ClusterID) (DataKey, error)
}
