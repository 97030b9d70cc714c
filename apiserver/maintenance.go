package apiserver

import (
	"context"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/maintenance"
	"github.com/penstock/penstock/store"
)

// maintenanceStarts are the beginnings of the service's windows in UTC, by region.
var maintenanceStarts = map[string]string{
	"us-east-1": "03:00", "us-east-2": "03:00", "ca-central-1": "03:00",
	"us-west-1": "06:00", "us-west-2": "06:00", "eu-central-1": "06:00",
	"eu-west-1": "22:00", "eu-west-3": "23:00", "eu-north-1": "23:00",
	"ap-northeast-1": "13:00", "ap-northeast-2": "13:00", "ap-southeast-1": "14:00", "ap-southeast-2": "12:00",
	"ap-south-1": "16:30", "sa-east-1": "19:00",
}

// maintenanceStart is the beginning of the window in a region; those that the service lists no window for have the one of
// us-east-1.
func maintenanceStart(region string) string {
	if start, ok := maintenanceStarts[region]; ok {
		return start
	}
	return maintenanceStarts["us-east-1"]
}

func describeMaintenance(start string) (*model.ApplicationMaintenanceConfigurationDescription, error) {
	end, err := maintenance.End(start)
	if err != nil {
		return nil, err
	}
	return &model.ApplicationMaintenanceConfigurationDescription{
		ApplicationMaintenanceWindowStartTime: &start, ApplicationMaintenanceWindowEndTime: &end,
	}, nil
}

// UpdateApplicationMaintenanceConfiguration moves the maintenance window. It makes no version and restarts nothing.
func (s *Service) UpdateApplicationMaintenanceConfiguration(ctx context.Context, in *model.UpdateApplicationMaintenanceConfigurationRequest,
) (*model.UpdateApplicationMaintenanceConfigurationResponse, error) {
	start := *in.ApplicationMaintenanceConfigurationUpdate.ApplicationMaintenanceWindowStartTimeUpdate
	described, err := describeMaintenance(start)
	if err != nil {
		return nil, err
	}
	if err := s.refuseSQL(ctx, in.ApplicationName, string(lifecycle.RequestMaintenance)); err != nil {
		return nil, err
	}
	var arn string
	err = s.locked(ctx, in.ApplicationName, func(tx *store.Tx, a *lifecycle.Application) error {
		if err := lifecycle.Allow(lifecycle.RequestMaintenance, a.Name, a.Status()); err != nil {
			return err
		}
		arn = a.ARN()
		if err := tx.SetMaintenanceStart(ctx, a.ID, start); err != nil {
			return err
		}
		return audit(ctx, tx, string(lifecycle.RequestMaintenance), a.Name, "", map[string]string{"start": start})
	})
	if err != nil {
		return nil, err
	}
	return &model.UpdateApplicationMaintenanceConfigurationResponse{
		ApplicationARN: &arn, ApplicationMaintenanceConfigurationDescription: described,
	}, nil
}
