package apiserver

import (
	"slices"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
)

// destination is one of the places that an output may write to.
type destination struct {
	kind resourceKind
	arn  *string
	set  func(d *model.OutputDescription, arn *string)
}

func destinations(stream, firehose, lambda *string) []destination {
	return []destination{
		{kinesisStream, stream, func(d *model.OutputDescription, arn *string) {
			d.KinesisStreamsOutputDescription = &model.KinesisStreamsOutputDescription{ResourceARN: arn}
		}},
		{deliveryStream, firehose, func(d *model.OutputDescription, arn *string) {
			d.KinesisFirehoseOutputDescription = &model.KinesisFirehoseOutputDescription{ResourceARN: arn}
		}},
		{lambdaFunction, lambda, func(d *model.OutputDescription, arn *string) {
			d.LambdaOutputDescription = &model.LambdaOutputDescription{ResourceARN: arn}
		}},
	}
}

// direct points an output at the one destination that is given; without one it stays where it is.
func direct(d *model.OutputDescription, to []destination) error {
	for _, o := range to {
		if o.arn == nil {
			continue
		}
		if err := o.kind.check(o.arn); err != nil {
			return err
		}
		d.KinesisStreamsOutputDescription, d.KinesisFirehoseOutputDescription, d.LambdaOutputDescription = nil, nil, nil
		o.set(d, o.arn)
	}
	return nil
}

// describeOutput checks an output and describes it.
func describeOutput(o *model.Output, id string) (model.OutputDescription, error) {
	d := model.OutputDescription{OutputId: &id, Name: o.Name, DestinationSchema: o.DestinationSchema}
	stream, firehose, lambda := o.KinesisStreamsOutput, o.KinesisFirehoseOutput, o.LambdaOutput
	if err := exactlyOne("Output", "KinesisStreamsOutput, KinesisFirehoseOutput and LambdaOutput",
		stream != nil, firehose != nil, lambda != nil); err != nil {
		return d, err
	}
	return d, direct(&d, destinations(orZero(stream).ResourceARN, orZero(firehose).ResourceARN, orZero(lambda).ResourceARN))
}

// addOutputs puts outputs into the configuration of the version given.
func (s *Service) addOutputs(d *model.SqlApplicationConfigurationDescription, version int64, outputs []model.Output) error {
	if most := s.quotas.Outputs; most > 0 && len(d.OutputDescriptions)+len(outputs) > most {
		return fault.InvalidArgument("An application may have at most %d output(s)", most)
	}
	for i := range outputs {
		described, err := describeOutput(&outputs[i], lifecycle.PartID(version, i+1))
		if err != nil {
			return err
		}
		d.OutputDescriptions = append(d.OutputDescriptions, described)
	}
	return nil
}

// findOutput is the place of an output.
func findOutput(d *model.SqlApplicationConfigurationDescription, id string) (int, error) {
	i := slices.IndexFunc(d.OutputDescriptions, func(o model.OutputDescription) bool { return *o.OutputId == id })
	if i < 0 {
		return 0, fault.InvalidArgument("The application has no output %s", id)
	}
	return i, nil
}

// updateOutput changes what an update names of an output. A destination of another kind takes the place of the one there is.
func updateOutput(d *model.SqlApplicationConfigurationDescription, u *model.OutputUpdate) error {
	i, err := findOutput(d, *u.OutputId)
	if err != nil {
		return err
	}
	output := &d.OutputDescriptions[i]
	replace(&output.Name, u.NameUpdate)
	replace(&output.DestinationSchema, u.DestinationSchemaUpdate)
	stream, firehose, lambda := u.KinesisStreamsOutputUpdate, u.KinesisFirehoseOutputUpdate, u.LambdaOutputUpdate
	if err := atMostOne("OutputUpdate", "KinesisStreamsOutputUpdate, KinesisFirehoseOutputUpdate and LambdaOutputUpdate",
		stream != nil, firehose != nil, lambda != nil); err != nil {
		return err
	}
	return direct(output, destinations(orZero(stream).ResourceARNUpdate, orZero(firehose).ResourceARNUpdate, orZero(lambda).ResourceARNUpdate))
}
