package snapshots

import "github.com/penstock/penstock/lifecycle"

// Origin is how a snapshot was made, by the name that Penstock's own API has for it.
type Origin string

// The origins.
const (
	OriginManual      Origin = "MANUAL"
	OriginStop        Origin = "STOP"
	OriginUpdate      Origin = "UPDATE"
	OriginAutoscaling Origin = "AUTOSCALING"
	OriginRollback    Origin = "ROLLBACK"
	OriginMaintenance Origin = "MAINTENANCE"
	OriginImport      Origin = "IMPORT"
	// OriginUnknown is of a snapshot from before its origin was written down.
	OriginUnknown Origin = "UNKNOWN"
)

// kinds are the operations that take the snapshots of each origin.
var kinds = map[Origin][]lifecycle.OperationKind{
	OriginManual: {lifecycle.OperationCreateSnapshot},
	OriginStop:   {lifecycle.OperationStop},
	OriginUpdate: {
		lifecycle.OperationUpdate, lifecycle.OperationAddVPC, lifecycle.OperationDeleteVPC, lifecycle.OperationAddLogging, lifecycle.OperationDeleteLogging,
	},
	OriginAutoscaling: {lifecycle.OperationScaleUp, lifecycle.OperationScaleDown},
	OriginRollback:    {lifecycle.OperationRollback},
	OriginMaintenance: {lifecycle.OperationMaintenance},
	OriginImport:      {lifecycle.OperationImportSnapshot},
	OriginUnknown:     {"", lifecycle.OperationStart, lifecycle.OperationDelete, lifecycle.OperationDeleteSnapshot},
}

// Kinds are the kinds of operations that take snapshots of the origin.
func (o Origin) Kinds() []lifecycle.OperationKind { return kinds[o] }

// OriginOf is how the snapshot was made.
func OriginOf(s *lifecycle.Snapshot) Origin {
	for origin, of := range kinds {
		for _, kind := range of {
			if kind == s.Origin {
				return origin
			}
		}
	}
	return OriginUnknown
}
