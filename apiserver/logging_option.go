package apiserver

import (
	"slices"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
)

// describeLoggingOption checks a logging option and describes it.
func describeLoggingOption(o *model.CloudWatchLoggingOption, id string) (model.CloudWatchLoggingOptionDescription, error) {
	if err := checkLogStream(*o.LogStreamARN); err != nil {
		return model.CloudWatchLoggingOptionDescription{}, err
	}
	return model.CloudWatchLoggingOptionDescription{CloudWatchLoggingOptionId: &id, LogStreamARN: o.LogStreamARN}, nil
}

func checkLogStream(arn string) error {
	if _, ok := lifecycle.ParseLogStreamARN(arn); !ok {
		return fault.InvalidArgument("LogStreamARN %s is not the ARN of a log stream, such as "+
			"arn:aws:logs:eu-west-1:123456789012:log-group:applications:log-stream:orders", arn)
	}
	return nil
}

// addLoggingOptions puts options into the configuration of the version given.
func (s *Service) addLoggingOptions(doc *document, version int64, options []model.CloudWatchLoggingOption) error {
	for i := range options {
		d, err := describeLoggingOption(&options[i], lifecycle.PartID(version, i+1))
		if err != nil {
			return err
		}
		doc.LoggingOptions = append(doc.LoggingOptions, d)
	}
	if most := s.quotas.LoggingOptions; most > 0 && len(doc.LoggingOptions) > most {
		return fault.InvalidArgument("The service currently supports only %d logging option(s) per application", most)
	}
	return nil
}

// findLoggingOption is the place of an option in the configuration.
func findLoggingOption(doc *document, id string) (int, error) {
	i := slices.IndexFunc(doc.LoggingOptions, func(o model.CloudWatchLoggingOptionDescription) bool {
		return *o.CloudWatchLoggingOptionId == id
	})
	if i < 0 {
		return 0, fault.InvalidArgument("The application has no logging option %s", id)
	}
	return i, nil
}

// updateLoggingOptions moves options to other streams; an update neither adds nor deletes any.
func updateLoggingOptions(doc *document, updates []model.CloudWatchLoggingOptionUpdate) error {
	for _, u := range updates {
		i, err := findLoggingOption(doc, *u.CloudWatchLoggingOptionId)
		if err != nil {
			return err
		}
		if u.LogStreamARNUpdate == nil {
			continue
		}
		if err := checkLogStream(*u.LogStreamARNUpdate); err != nil {
			return err
		}
		doc.LoggingOptions[i].LogStreamARN = u.LogStreamARNUpdate
	}
	return nil
}
