import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.rest.HttpMethodWrapper;
import org.apache.flink.runtime.rest.RestClient;
import org.apache.flink.runtime.rest.messages.EmptyRequestBody;
import org.apache.flink.runtime.rest.messages.MessageHeaders;
import org.apache.flink.runtime.rest.messages.MessageParameters;
import org.apache.flink.runtime.rest.messages.MessagePathParameter;
import org.apache.flink.runtime.rest.util.RestClientException;

/**
 * Sends every GET that Flink's REST API has, with Flink's own client, which reads the answers into Flink's own types. Prints a line for each: its
 * class and path, and what went wrong, tabs between them. Arguments are the port, and the values of parameters of paths: key=value, or
 * class.key=value for one class alone.
 */
public class Reads {
    public static void main(String[] args) throws Exception {
        Map<String, String> values = new HashMap<>();
        for (int i = 1; i < args.length; i++) {
            String[] pair = args[i].split("=", 2);
            values.put(pair[0], pair[1]);
        }
        ExecutorService executor = Executors.newSingleThreadExecutor();
        RestClient client = new RestClient(new Configuration(), executor);
        for (MessageHeaders headers : reads()) {
            String name = headers.getClass().getSimpleName();
            MessageParameters parameters = headers.getUnresolvedMessageParameters();
            for (Object o : parameters.getPathParameters()) {
                MessagePathParameter parameter = (MessagePathParameter) o;
                String key = parameter.getKey();
                parameter.resolveFromString(values.getOrDefault(name + "." + key, values.getOrDefault(key, "0")));
            }
            String problem = "";
            try {
                client.sendRequest("127.0.0.1", Integer.parseInt(args[0]), headers, parameters, EmptyRequestBody.getInstance()).get(1, TimeUnit.MINUTES);
            } catch (Throwable t) {
                while (t.getCause() != null && !(t instanceof RestClientException)) {
                    t = t.getCause();
                }
                problem = t.toString().replaceAll("\\s+", " ");
            }
            System.out.println(name + "\t" + headers.getTargetRestEndpointURL() + "\t" + problem);
        }
        System.exit(0);
    }

    /** Finds the headers of all requests without a body that Flink has classes for. */
    static List<MessageHeaders> reads() throws Exception {
        List<String> names = new ArrayList<>();
        try (JarFile jar = new JarFile(MessageHeaders.class.getProtectionDomain().getCodeSource().getLocation().getPath())) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                if (entry.getName().matches("org/apache/flink/runtime/rest/messages/.*Headers\\.class")) {
                    names.add(entry.getName().replace('/', '.').substring(0, entry.getName().length() - ".class".length()));
                }
            }
        }
        Collections.sort(names);
        List<MessageHeaders> reads = new ArrayList<>();
        for (String name : names) {
            Class<?> found = Class.forName(name);
            if (!MessageHeaders.class.isAssignableFrom(found) || java.lang.reflect.Modifier.isAbstract(found.getModifiers())) {
                continue;
            }
            MessageHeaders headers;
            try {
                headers = (MessageHeaders) found.getMethod("getInstance").invoke(null);
            } catch (NoSuchMethodException e) {
                java.lang.reflect.Constructor<?> constructor = found.getDeclaredConstructor();
                constructor.setAccessible(true);
                headers = (MessageHeaders) constructor.newInstance();
            }
            if (headers.getHttpMethod() == HttpMethodWrapper.GET) {
                reads.add(headers);
            }
        }
        return reads;
    }
}
