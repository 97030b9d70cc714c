package apiserver

import (
	"slices"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
)

// describeReference checks a source of reference data and describes it.
func describeReference(r *model.ReferenceDataSource, id string) (model.ReferenceDataSourceDescription, error) {
	d := model.ReferenceDataSourceDescription{ReferenceId: &id, TableName: r.TableName, ReferenceSchema: r.ReferenceSchema}
	at := r.S3ReferenceDataSource
	if at == nil || at.BucketARN == nil || at.FileKey == nil {
		return d, fault.InvalidArgument("S3ReferenceDataSource must be given, with BucketARN and FileKey")
	}
	if err := checkBucket(at.BucketARN); err != nil {
		return d, err
	}
	d.S3ReferenceDataSourceDescription = &model.S3ReferenceDataSourceDescription{BucketARN: at.BucketARN, FileKey: at.FileKey}
	return d, checkSchema(r.ReferenceSchema)
}

// addReferences puts sources of reference data into the configuration of the version given.
func (s *Service) addReferences(d *model.SqlApplicationConfigurationDescription, version int64, references []model.ReferenceDataSource) error {
	if most := s.quotas.ReferenceDataSources; most > 0 && len(d.ReferenceDataSourceDescriptions)+len(references) > most {
		return fault.InvalidArgument("An application may have at most %d reference data source(s)", most)
	}
	for i := range references {
		described, err := describeReference(&references[i], lifecycle.PartID(version, i+1))
		if err != nil {
			return err
		}
		d.ReferenceDataSourceDescriptions = append(d.ReferenceDataSourceDescriptions, described)
	}
	return nil
}

// findReference is the place of a source of reference data.
func findReference(d *model.SqlApplicationConfigurationDescription, id string) (int, error) {
	i := slices.IndexFunc(d.ReferenceDataSourceDescriptions, func(r model.ReferenceDataSourceDescription) bool { return *r.ReferenceId == id })
	if i < 0 {
		return 0, fault.InvalidArgument("The application has no reference data source %s", id)
	}
	return i, nil
}

// updateReference changes what an update names of a source of reference data.
func updateReference(d *model.SqlApplicationConfigurationDescription, u *model.ReferenceDataSourceUpdate) error {
	i, err := findReference(d, *u.ReferenceId)
	if err != nil {
		return err
	}
	reference := &d.ReferenceDataSourceDescriptions[i]
	replace(&reference.TableName, u.TableNameUpdate)
	replace(&reference.ReferenceSchema, u.ReferenceSchemaUpdate)
	if at := u.S3ReferenceDataSourceUpdate; at != nil {
		replace(&reference.S3ReferenceDataSourceDescription.BucketARN, at.BucketARNUpdate)
		replace(&reference.S3ReferenceDataSourceDescription.FileKey, at.FileKeyUpdate)
		if err := checkBucket(reference.S3ReferenceDataSourceDescription.BucketARN); err != nil {
			return err
		}
	}
	return checkSchema(reference.ReferenceSchema)
}
