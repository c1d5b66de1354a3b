using System.Globalization;
using System.Runtime.InteropServices;

using BioZooCte.ZooServer;

// zoo-server [--port N] [--rdfs FOLDER] [--packages FOLDER] [--rule PATTERN=KIND[:ARGUMENT][xTIMES]]...
int port = 0;
List<string> rdfs = [], packages = [], rules = [];
for (int i = 0; i + 1 < args.Length; i += 2)
{
    switch (args[i])
    {
        case "--port":
            port = int.Parse(args[i + 1], CultureInfo.InvariantCulture);
            break;
        case "--rdfs":
            rdfs.Add(args[i + 1]);
            break;
        case "--packages":
            packages.Add(args[i + 1]);
            break;
        case "--rule":
            rules.Add(args[i + 1]);
            break;
        default:
            Console.Error.WriteLine($"zoo-server: {args[i]} is no option.");
            return 2;
    }
}

await using ZooHttpServer server = new(port)
{
    Log = request => Console.WriteLine($"{request.Target} {request["Range"]}".TrimEnd()),
};
ServedZoo zoo = new(server);
rdfs.ForEach(folder => ReferenceZoo.AddRdfs(zoo, folder));
packages.ForEach(folder => ReferenceZoo.AddPackages(zoo, folder));
rules.ForEach(server.Misbehave);
string pattern = $"{server.Url}{ServedZoo.PathOf("{id}", "rdf.yaml")}";
Console.WriteLine(
    $"export BIOZOOCTE_ZOO_INDEX={zoo.IndexUrl} BIOZOOCTE_ALLOWED_HOSTS={server.Host}"
    + $" BIOIMAGEIO_COLLECTION_HTTP_PATTERN='{pattern}'");
TaskCompletionSource end = new();
using PosixSignalRegistration interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
using PosixSignalRegistration terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
await end.Task;
foreach (FaultRule rule in server.Rules)
{
    Console.WriteLine($"{rule.Count} x {rule}");
}

return 0;

void End(PosixSignalContext context)
{
    context.Cancel = true;
    end.TrySetResult();
}
