// Package kubernetes runs clusters as pods.
//
//	ConfigMap <cluster id>      the record: whose cluster it is; it owns all the others, so deleting it deletes everything
//	  ├─ Pod <cluster id>         the cluster's process, see package pod
//	  ├─ Secret <cluster id>      by which the pod proves that it is the one; no key of the application is in it
//	  ├─ Service <cluster id>     a name for the pod
//	  ├─ ServiceAccount           without rights and without a token in the pod
//	  └─ NetworkPolicy            nobody but control planes gets in, and they prove that they are
//
// All are made by server-side apply under the field manager "penstock"; what others add to them stays.
//
// # One pod, started once
//
// A cluster is a bare pod that is never restarted: that a cluster's process which died is replaced, from which checkpoint and with which
// keys, is the reconciler's decision. Of two pods of a name the API server refuses the second, and the uid of the one that was made is
// written into the record before anything is handed over to it. A pod that vanished is therefore known to have been there, and is not
// made again under the same id.
//
// A pod counts as gone when the kubelet has confirmed it: it has ended, or is not there any more without having been removed by force.
// Where the node does not answer, the state is unknown, and nothing takes the pod's place before Kubernetes has given the node up (it
// was deleted, or tainted node.kubernetes.io/out-of-service), since its process may still run and write.
//
// # Who is asked
//
// How a cluster is, its own pod tells, over a connection on which both sides have proved who they are. So a running cluster is seen,
// driven and read while the API server is away. Where the pod does not answer, the API server is asked. Changes come by a watch, shared
// by all clusters, and by requests to pods that are answered when something happens; nothing is asked again and again.
package kubernetes
