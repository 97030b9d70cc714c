package io.penstock.flink;

import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.minicluster.RpcServiceSharing;

/**
 * A whole cluster in one process, which runs scripts to their end, one after the other, for whoever tries them. The keeper sends the token of
 * the REST API, which scripts are submitted to, and then the paths of scripts' settings.
 */
public final class TrialMain {
    private TrialMain() {}

    public static void main(String[] args) throws Exception {
        Keeper keeper = Keeper.get();
        Settings settings = keeper.attach(args[0]);
        Logs.install(settings.own("log-level"));
        TokenGuard.protect(keeper.next());
        MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(settings.configuration())
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(Integer.parseInt(settings.own("slots")))
                .setRpcServiceSharing(RpcServiceSharing.SHARED)
                .build());
        cluster.start();
        int port = cluster.getRestAddress().get().getPort();
        keeper.tell("ready");
        while (true) {
            new Trial(Settings.readFile(keeper.next()), port).run();
        }
    }
}
