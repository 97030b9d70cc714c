package io.penstock.flink;

import java.io.File;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.apache.flink.client.deployment.application.ApplicationClusterEntryPoint;
import org.apache.flink.client.program.PackagedProgram;
import org.apache.flink.client.program.ProgramInvocationException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.runtime.entrypoint.component.DispatcherResourceManagerComponentFactory;
import org.apache.flink.runtime.resourcemanager.StandaloneResourceManagerFactory;

/**
 * A JobManager whose program is held back by {@link Gate} until it is asked for. It tells its keeper the port of its RPC service, which
 * TaskManagers connect to, and that of its REST API, as soon as they listen.
 */
public final class JobManagerMain extends ApplicationClusterEntryPoint {
    private JobManagerMain(Configuration configuration, PackagedProgram program) {
        super(configuration, program, StandaloneResourceManagerFactory.getInstance());
    }

    public static void main(String[] args) throws Exception {
        Keeper keeper = Keeper.get();
        Settings settings = keeper.attach(args[0]);
        Logs.install(settings.own("log-level"));
        TokenGuard.protect(keeper.next());
        Configuration configuration = settings.configuration();
        Gate.prepare(settings);
        PackagedProgram program;
        try {
            program = load(settings, configuration);
        } catch (Gate.BrokenProgram e) {
            keeper.tell("broken", e.getMessage(), e.getCause());
            return;
        } catch (ProgramInvocationException | LinkageError e) {
            keeper.tell("broken", Gate.sentence(e), e);
            return;
        }
        configureExecution(configuration, program);
        loadBeside(settings, configuration);
        JobManagerMain manager = new JobManagerMain(configuration, program);
        manager.getTerminationFuture().whenComplete((status, failure) -> System.exit(failure == null ? 0 : 1));
        manager.startCluster();
        keeper.tell("rest", manager.getRestPort());
    }

    /**
     * Has TaskManagers load the program's JAR from where they have it themselves. Otherwise it would be sent to each of them, encrypted, when the
     * job is submitted; in an update nothing is processed meanwhile. One with JARs in its folder lib/, which this process has unpacked, is sent
     * with them: they are looked into in this order.
     */
    private static void loadBeside(Settings settings, Configuration configuration) throws IOException {
        if (settings.own("jar-beside").isEmpty()) {
            return;
        }
        List<String> jar = Collections.singletonList(new File(settings.own("jar")).getAbsoluteFile().toURI().toURL().toString());
        if (jar.equals(configuration.get(PipelineOptions.JARS))) {
            configuration.removeConfig(PipelineOptions.JARS);
            configuration.set(PipelineOptions.CLASSPATHS, jar);
        }
    }

    private static PackagedProgram load(Settings settings, Configuration configuration) throws ProgramInvocationException, Gate.BrokenProgram {
        File jar = settings.own("jar").isEmpty() ? null : new File(settings.own("jar"));
        if (PythonCode.isMeant(settings)) {
            PythonCode code = PythonCode.unpack(settings);
            code.configure(configuration);
            Gate.prepare(code);
            jar = code.jar();
        }
        PackagedProgram.Builder builder = PackagedProgram.newBuilder()
                .setEntryPointClassName(Gate.class.getName())
                .setConfiguration(configuration);
        if (jar != null) {
            builder.setJarFile(jar);
        }
        return builder.build();
    }

    @Override
    protected DispatcherResourceManagerComponentFactory createDispatcherResourceManagerComponentFactory(Configuration configuration) {
        // The program is run with this very object, so what the gate adds to it later counts.
        Gate.configure(configuration);
        Keeper.get().tell("rpc", configuration.get(JobManagerOptions.PORT));
        return super.createDispatcherResourceManagerComponentFactory(configuration);
    }
}
