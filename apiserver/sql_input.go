package apiserver

import (
	"slices"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
)

// inputKinds are the alternatives of an input.
const inputKinds = "KinesisStreamsInput and KinesisFirehoseInput"

// describeInput checks an input and describes it. Where it begins to read is not known before the first start.
func describeInput(in *model.Input, id string) (model.InputDescription, error) {
	d := model.InputDescription{
		InputId: &id, NamePrefix: in.NamePrefix, InputSchema: in.InputSchema,
		InputParallelism:                   &model.InputParallelism{Count: new(int64(1))},
		InputStartingPositionConfiguration: &model.InputStartingPositionConfiguration{},
	}
	stream, firehose := in.KinesisStreamsInput, in.KinesisFirehoseInput
	if err := exactlyOne("Input", inputKinds, stream != nil, firehose != nil); err != nil {
		return d, err
	}
	if stream != nil {
		if err := kinesisStream.check(stream.ResourceARN); err != nil {
			return d, err
		}
		d.KinesisStreamsInputDescription = &model.KinesisStreamsInputDescription{ResourceARN: stream.ResourceARN}
	}
	if firehose != nil {
		if err := deliveryStream.check(firehose.ResourceARN); err != nil {
			return d, err
		}
		d.KinesisFirehoseInputDescription = &model.KinesisFirehoseInputDescription{ResourceARN: firehose.ResourceARN}
	}
	if p := in.InputParallelism; p != nil {
		replace(&d.InputParallelism.Count, p.Count)
	}
	if p := in.InputProcessingConfiguration; p != nil {
		var err error
		if d.InputProcessingConfigurationDescription, err = describeProcessing(p.InputLambdaProcessor.ResourceARN); err != nil {
			return d, err
		}
	}
	nameStreams(&d)
	return d, checkSchema(d.InputSchema)
}

// nameStreams names an input's streams, by its prefix and parallelism.
func nameStreams(d *model.InputDescription) {
	d.InAppStreamNames = lifecycle.InAppStreamNames(*d.NamePrefix, *d.InputParallelism.Count)
}

func describeProcessing(function *string) (*model.InputProcessingConfigurationDescription, error) {
	if err := lambdaFunction.check(function); err != nil {
		return nil, err
	}
	return &model.InputProcessingConfigurationDescription{
		InputLambdaProcessorDescription: &model.InputLambdaProcessorDescription{ResourceARN: function},
	}, nil
}

// addInputs puts inputs into the configuration of the version given.
func (s *Service) addInputs(d *model.SqlApplicationConfigurationDescription, version int64, inputs []model.Input) error {
	if most := s.quotas.Inputs; most > 0 && len(d.InputDescriptions)+len(inputs) > most {
		return fault.InvalidArgument("An application may have at most %d input(s)", most)
	}
	for i := range inputs {
		described, err := describeInput(&inputs[i], lifecycle.PartID(version, i+1))
		if err != nil {
			return err
		}
		d.InputDescriptions = append(d.InputDescriptions, described)
	}
	return nil
}

func findInput(d *model.SqlApplicationConfigurationDescription, id string) (*model.InputDescription, error) {
	i := slices.IndexFunc(d.InputDescriptions, func(o model.InputDescription) bool { return *o.InputId == id })
	if i < 0 {
		return nil, fault.InvalidArgument("The application has no input %s", id)
	}
	return &d.InputDescriptions[i], nil
}

// updateInput changes what an update names of an input. A source of the other kind takes the place of the one there is.
func updateInput(d *model.SqlApplicationConfigurationDescription, u *model.InputUpdate) error {
	input, err := findInput(d, *u.InputId)
	if err != nil {
		return err
	}
	replace(&input.NamePrefix, u.NamePrefixUpdate)
	if p := u.InputParallelismUpdate; p != nil {
		input.InputParallelism.Count = p.CountUpdate
	}
	nameStreams(input)
	stream, firehose := u.KinesisStreamsInputUpdate, u.KinesisFirehoseInputUpdate
	if err := atMostOne("InputUpdate", "KinesisStreamsInputUpdate and KinesisFirehoseInputUpdate", stream != nil, firehose != nil); err != nil {
		return err
	}
	if stream != nil {
		if err := kinesisStream.check(stream.ResourceARNUpdate); err != nil {
			return err
		}
		input.KinesisStreamsInputDescription = &model.KinesisStreamsInputDescription{ResourceARN: stream.ResourceARNUpdate}
		input.KinesisFirehoseInputDescription = nil
	}
	if firehose != nil {
		if err := deliveryStream.check(firehose.ResourceARNUpdate); err != nil {
			return err
		}
		input.KinesisFirehoseInputDescription = &model.KinesisFirehoseInputDescription{ResourceARN: firehose.ResourceARNUpdate}
		input.KinesisStreamsInputDescription = nil
	}
	if p := u.InputProcessingConfigurationUpdate; p != nil {
		if input.InputProcessingConfigurationDescription == nil {
			return fault.InvalidArgument("Input %s has no processing configuration; AddApplicationInputProcessingConfiguration adds one", *u.InputId)
		}
		if input.InputProcessingConfigurationDescription, err = describeProcessing(p.InputLambdaProcessorUpdate.ResourceARNUpdate); err != nil {
			return err
		}
	}
	if u.InputSchemaUpdate != nil {
		return updateSchema(input.InputSchema, u.InputSchemaUpdate)
	}
	return nil
}
