package demo

import (
	"context"
	"fmt"
	"path/filepath"

	"github.com/penstock/penstock/apiserver/client"
	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/examples/flightdelays"
)

// app is the demo's application, through the API.
type app struct{ api *client.Client }

func newApp(dir string) (*app, error) {
	api, err := client.FromFiles(filepath.Join(dir, "aws", "credentials"), filepath.Join(dir, "aws", "config"))
	if err != nil {
		return nil, err
	}
	return &app{api}, nil
}

// run makes sure that the application exists, with this script, and runs.
func (a *app) run(ctx context.Context, p *progress, input, output string) error {
	name := application
	described, err := a.api.DescribeApplication(ctx, &model.DescribeApplicationRequest{ApplicationName: &name})
	switch {
	case client.IsCode(err, model.ResourceNotFoundException):
		if err := a.create(ctx, p, input, output); err != nil {
			return err
		}
	case err != nil:
		return fmt.Errorf("look for application %s: %w", name, err)
	default:
		if err := a.settle(ctx, p, described.ApplicationDetail); err != nil {
			return err
		}
	}
	described, err = a.api.DescribeApplication(ctx, &model.DescribeApplicationRequest{ApplicationName: &name})
	if err != nil {
		return fmt.Errorf("look at application %s: %w", name, err)
	}
	if *described.ApplicationDetail.ApplicationStatus == model.ApplicationStatusRUNNING {
		p.printf("Application %s is running already\n", name)
		return nil
	}
	return a.start(ctx, p)
}

// settle waits until what a former run began has come to an end.
func (a *app) settle(ctx context.Context, p *progress, d *model.ApplicationDetail) (err error) {
	switch *d.ApplicationStatus {
	case model.ApplicationStatusREADY, model.ApplicationStatusRUNNING:
		return nil
	}
	done := p.begin(fmt.Sprintf("Waiting for application %s, which is %s", application, *d.ApplicationStatus))
	defer func() { done(err) }()
	_, err = a.api.WaitStatus(ctx, application, model.ApplicationStatusREADY, model.ApplicationStatusRUNNING)
	return err
}

func (a *app) create(ctx context.Context, p *progress, input, output string) (err error) {
	done := p.begin("Creating application " + application)
	defer func() { done(err) }()
	_, err = a.api.CreateApplication(ctx, &model.CreateApplicationRequest{
		ApplicationName:        new(application),
		ApplicationDescription: new("Airports and hours in which flights leave late"),
		RuntimeEnvironment:     new(model.RuntimeEnvironmentFLINK_1_20),
		ServiceExecutionRole:   new("arn:aws:iam::000000000000:role/flight-delays"),
		ApplicationConfiguration: &model.ApplicationConfiguration{
			ApplicationCodeConfiguration: &model.ApplicationCodeConfiguration{
				CodeContentType: new(model.CodeContentTypePLAINTEXT),
				CodeContent:     &model.CodeContent{TextContent: &flightdelays.Script},
			},
			EnvironmentProperties: &model.EnvironmentProperties{PropertyGroups: []model.PropertyGroup{{
				PropertyGroupId: new("demo"), PropertyMap: map[string]string{"input": input, "output": output},
			}}},
			FlinkApplicationConfiguration: &model.FlinkApplicationConfiguration{
				// Results become visible with a checkpoint; a demo wants them at once.
				CheckpointConfiguration: &model.CheckpointConfiguration{
					ConfigurationType: new(model.ConfigurationTypeCUSTOM), CheckpointingEnabled: new(true),
					CheckpointInterval: new(int64(1000)), MinPauseBetweenCheckpoints: new(int64(100)),
				},
			},
		},
	})
	if err != nil {
		return fmt.Errorf("create application %s: %w", application, err)
	}
	return nil
}

func (a *app) start(ctx context.Context, p *progress) (err error) {
	done := p.begin("Starting application " + application)
	defer func() { done(err) }()
	started, err := a.api.StartApplication(ctx, &model.StartApplicationRequest{ApplicationName: new(application)})
	if err != nil {
		return fmt.Errorf("start application %s: %w", application, err)
	}
	detail, err := a.api.WaitStatus(ctx, application, model.ApplicationStatusRUNNING, model.ApplicationStatusREADY)
	if err != nil {
		return err
	}
	if *detail.ApplicationStatus == model.ApplicationStatusRUNNING {
		return nil
	}
	o, err := a.api.DescribeApplicationOperation(ctx, &model.DescribeApplicationOperationRequest{
		ApplicationName: new(application), OperationId: started.OperationId,
	})
	if err != nil {
		return fmt.Errorf("application %s did not start: %w", application, err)
	}
	reason := string(*o.ApplicationOperationInfoDetails.OperationStatus)
	if f := o.ApplicationOperationInfoDetails.OperationFailureDetails; f != nil && f.ErrorInfo != nil {
		reason = *f.ErrorInfo.ErrorString
	}
	return fmt.Errorf("application %s did not start: %s", application, reason)
}

// stop stops the application with a snapshot, from which the next run goes on.
func (a *app) stop(ctx context.Context, p *progress) (err error) {
	ctx, cancel := context.WithTimeout(ctx, stopPatience)
	defer cancel()
	p.printf("\n")
	done := p.begin("Stopping application " + application + " with a snapshot")
	defer func() { done(err) }()
	_, err = a.api.StopApplication(ctx, &model.StopApplicationRequest{ApplicationName: new(application)})
	if client.IsCode(err, model.ResourceInUseException) {
		return nil // somebody stopped it already
	}
	if err != nil {
		return fmt.Errorf("stop application %s: %w", application, err)
	}
	_, err = a.api.WaitStatus(ctx, application, model.ApplicationStatusREADY)
	return err
}
