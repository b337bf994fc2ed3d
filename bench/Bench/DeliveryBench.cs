using System.Globalization;
using System.Text;
using ExperimentAdmin.App;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace ExperimentAdmin.Bench;

/// <summary>The endpoints that applications ask, under load, against a bare server that answers the same bytes.</summary>
internal static class DeliveryBench
{
    private const int WarmUp = 3;
    private const int Rounds = 9;
    private const string IdentityBody = """{"identifier":"user_1","traits":[{"trait_key":"plan","trait_value":"pro","transient":true}]}""";
    private const string ContextBody = """{"context":{"targetingKey":"user_1","plan":"pro","age":31}}""";

    public static async Task<IReadOnlyList<BenchRow>> RunAsync()
    {
        if (!Wrk.IsThere)
        {
            return [new BenchRow("Delivery", "wrk is not installed")];
        }

        await using var shop = await BenchShop.CreateAsync();
        var (few, many) = (await DeliveryShop.AddAsync(shop, "Twenty", 20), await DeliveryShop.AddAsync(shop, "Fifty", 50));
        await using var app = StartApp(shop.ConnectionString);
        await app.StartAsync(CancellationToken.None);
        var document = new Call("Environment document", "GET", "api/v1/environment-document/", many, null);
        var bulk = new Call("OFREP, 50 flags", "POST", "ofrep/v1/evaluate/flags", many, ContextBody);
        return
        [
            await CompareAsync(app, new Call("POST identities, 20 flags", "POST", "api/v1/identities/", few, IdentityBody), 0.7),
            await CompareAsync(app, bulk, 0.7),
            await CompareAsync(app, document, null),
            await CompareAsync(app, await KnownAsync(app, document, "Last-Modified", "If-Modified-Since"), 0.9),
            await CompareAsync(app, await KnownAsync(app, bulk, "ETag", "If-None-Match"), 0.9),
        ];
    }

    private static async Task<BenchRow> CompareAsync(WebApplication app, Call call, double? goal)
    {
        using var answer = await SendAsync(app, call);
        await using var bare = StartBare(answer, await answer.Content.ReadAsByteArrayAsync(CancellationToken.None));
        await bare.StartAsync(CancellationToken.None);
        var (ours, theirs) = (new List<Load>(), new List<Load>());
        for (var round = -WarmUp; round < Rounds; round++)
        {
            var (mine, yours) = (await LoadAsync(app, call), await LoadAsync(bare, call));
            if (round >= 0)
            {
                ours.Add(mine);
                theirs.Add(yours);
            }
        }

        var ratio = Stopwatches.At(ours.Select(load => load.PerSecond), 0.5) / Stopwatches.At(theirs.Select(load => load.PerSecond), 0.5);
        return new BenchRow(
            call.What, Median(ours), $"bare {Median(theirs)}", ratio,
            goal is null ? null : string.Create(CultureInfo.InvariantCulture, $"at least {goal.Value}"), goal is null ? null : ratio >= goal);
    }

    // What others do on the machine changes how many requests there are in a second, but hardly what one costs.
    private static async Task<Load> LoadAsync(WebApplication server, Call call)
    {
        var before = Environment.CpuUsage.TotalTime;
        var rate = await Wrk.RunAsync(Address(server, call), call.Script());
        return new Load(rate, (Environment.CpuUsage.TotalTime - before).TotalMicroseconds / (rate * Wrk.Seconds));
    }

    private static string Median(List<Load> loads) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Stopwatches.At(loads.Select(load => load.PerSecond), 0.5):N0}/s of {Stopwatches.At(loads.Select(load => load.Microseconds), 0.5):0.0} µs");

    // The same call by somebody who has the answer already.
    private static async Task<Call> KnownAsync(WebApplication app, Call call, string given, string asked)
    {
        using var answer = await SendAsync(app, call);
        var value = answer.Headers.Concat(answer.Content.Headers).Single(header => header.Key == given).Value.Single();
        return call with { What = $"{call.What}, 304", Condition = (asked, value) };
    }

    private static async Task<HttpResponseMessage> SendAsync(WebApplication app, Call call)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(new HttpMethod(call.Method), Address(app, call));
        request.Headers.TryAddWithoutValidation("X-Environment-Key", call.Key);
        if (call.Condition is { } condition)
        {
            request.Headers.TryAddWithoutValidation(condition.Header, condition.Value);
        }

        request.Content = call.Body is null ? null : new StringContent(call.Body, Encoding.UTF8, "application/json");
        var answer = await client.SendAsync(request, CancellationToken.None);
        return (int)answer.StatusCode == (call.Condition is null ? StatusCodes.Status200OK : StatusCodes.Status304NotModified)
            ? answer
            : throw new InvalidOperationException($"{call.What} was answered with {(int)answer.StatusCode}.");
    }

    private static Uri Address(WebApplication app, Call call) => new(new Uri(app.Urls.Single().TrimEnd('/') + "/"), call.Path);

    private static WebApplication StartApp(string connectionString)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(Application).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = "Production",
        });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["urls"] = "http://127.0.0.1:0",
            ["ConnectionStrings:Default"] = connectionString,
            ["Delivery:RequestsPerMinute"] = "1000000000",
        });
        builder.Logging.ClearProviders();
        return Application.Build(builder);
    }

    // The same bytes, status and headers; what it takes to write them and nothing else.
    private static WebApplication StartBare(HttpResponseMessage answer, byte[] bytes)
    {
        var status = (int)answer.StatusCode;
        var headers = answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key is not ("Date" or "Server" or "Content-Length" or "Content-Type"))
            .Select(header => KeyValuePair.Create(header.Key, new StringValues([.. header.Value]))).ToArray();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Run(async http =>
        {
            http.Response.StatusCode = status;
            foreach (var (name, value) in headers)
            {
                http.Response.Headers[name] = value;
            }

            if (bytes.Length > 0)
            {
                http.Response.ContentType = "application/json";
                http.Response.ContentLength = bytes.Length;
                await http.Response.BodyWriter.WriteAsync(bytes, CancellationToken.None);
            }
        });
        return app;
    }

    /// <param name="PerSecond">Requests.</param>
    /// <param name="Microseconds">What the process spent on each, on all processors.</param>
    private sealed record Load(double PerSecond, double Microseconds);

    private sealed record Call(string What, string Method, string Path, string Key, string? Body)
    {
        public (string Header, string Value)? Condition { get; init; }

        public string Script()
        {
            var script = new StringBuilder().AppendLine(CultureInfo.InvariantCulture, $"wrk.method = [[{Method}]]")
                .AppendLine(CultureInfo.InvariantCulture, $"wrk.headers['X-Environment-Key'] = [[{Key}]]");
            if (Body is not null)
            {
                script.AppendLine(CultureInfo.InvariantCulture, $"wrk.body = [[{Body}]]").AppendLine("wrk.headers['Content-Type'] = 'application/json'");
            }

            if (Condition is { } condition)
            {
                script.AppendLine(CultureInfo.InvariantCulture, $"wrk.headers['{condition.Header}'] = [[{condition.Value}]]");
            }

            return script.ToString();
        }
    }
}
