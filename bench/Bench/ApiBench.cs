using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using ExperimentAdmin.App;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Reads;
using ExperimentAdmin.Core.Persistence;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace ExperimentAdmin.Bench;

/// <summary>
/// The management API over HTTP against a bare server that writes the same bytes, and its list against one indexed query of
/// the same rows behind the same bare server.
/// </summary>
internal static class ApiBench
{
    private const int Times = 400;
    private const int WarmUp = 1_500;
    private const int Experiments = 1_000;
    private const int PageSize = 20;
    private const double Goal = 2.5;
    private const string ManagementKey = "demo.management-key";

    public static async Task<IReadOnlyList<BenchRow>> RunAsync()
    {
        await using var shop = await BenchShop.CreateAsync();
        await ManyExperiments.AddAsync(shop, Experiments);
        await using var app = StartApp(shop.ConnectionString);
        await app.StartAsync(CancellationToken.None);
        using var client = Client(app);
        var list = $"api/v1/environments/demo_production/experiments/?page_size={PageSize}";
        var running = await FirstAsync(client, "api/v1/environments/demo_production/experiments/?status=running");
        var one = $"api/v1/environments/demo_production/experiments/{running}/";
        var bytes = new Dictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["list"] = await client.GetByteArrayAsync(list, CancellationToken.None),
            ["one"] = await client.GetByteArrayAsync(one, CancellationToken.None),
        };
        await using var bare = StartBare(shop, bytes);
        await bare.StartAsync(CancellationToken.None);
        using var other = Client(bare);
        return
        [
            await CompareAsync("API, retrieve", client, other, turn => Get(one), _ => Get("one")),
            await CompareAsync("API, list of 20", client, other, turn => Get(list), _ => Get("list")),
            await CompareAsync("API, rollout PATCH", client, other, turn => Patch($"{one}rollout/", turn), turn => Patch("patched", turn)),
            await CompareAsync("API, list of 20, against one query of its rows", client, other, turn => Get(list), _ => Get("rows"), Goal),
            await CompareAsync("API, list of 20, against one query of the experiments alone", client, other, turn => Get(list), _ => Get("experiments")),
        ];
    }

    private static async Task<BenchRow> CompareAsync(
        string what, HttpClient client, HttpClient bare, Func<int, HttpRequestMessage> ours, Func<int, HttpRequestMessage> theirs, double? goal = null)
    {
        var (mine, yours) = await Stopwatches.AlternateAsync(
            Times, WarmUp, turn => SendAsync(client, ours(turn)), turn => SendAsync(bare, theirs(turn)));
        var ratio = mine / yours;
        return new BenchRow(
            what, $"{Stopwatches.Milliseconds(mine)}, {PerSecond(mine)}", $"bare {Stopwatches.Milliseconds(yours)}, {PerSecond(yours)}", ratio,
            goal is null ? null : $"at most {goal.Value.ToString(CultureInfo.InvariantCulture)}", goal is null ? null : ratio <= goal);
    }

    private static async Task SendAsync(HttpClient client, HttpRequestMessage request)
    {
        using (request)
        {
            using var response = await client.SendAsync(request);
            response.EnsureSuccessStatusCode();
            await response.Content.ReadAsByteArrayAsync();
        }
    }

    private static HttpRequestMessage Get(string address) => new(HttpMethod.Get, address);

    // Two percentages in turns, so that every request changes something.
    private static HttpRequestMessage Patch(string address, int turn) => new(HttpMethod.Patch, address)
    {
        Content = new StringContent(
            string.Create(CultureInfo.InvariantCulture, $$"""{"rollout_percentage":{{20 + (turn % 2)}}}"""), Encoding.UTF8, "application/json"),
    };

    private static string PerSecond(double milliseconds) => string.Create(CultureInfo.InvariantCulture, $"{1_000 / milliseconds:N0}/s");

    private static async Task<int> FirstAsync(HttpClient client, string address)
    {
        using var page = System.Text.Json.JsonDocument.Parse(await client.GetByteArrayAsync(address));
        return page.RootElement.GetProperty("results")[0].GetProperty("id").GetInt32();
    }

    private static HttpClient Client(WebApplication app)
    {
        var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single().TrimEnd('/') + "/") };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Api-Key", ManagementKey);
        return client;
    }

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
            ["Api:RequestsPerMinute"] = "10000000",
            ["Api:RequestsPerMinuteAndAddress"] = "10000000",
        });
        builder.Logging.ClearProviders();
        return Application.Build(builder);
    }

    private static WebApplication StartBare(BenchShop shop, Dictionary<string, byte[]> bytes)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapGet("/one", () => Results.Bytes(bytes["one"], "application/json"));
        app.MapGet("/list", () => Results.Bytes(bytes["list"], "application/json"));
        app.MapPatch("/patched", async (HttpRequest request) =>
        {
            await request.Body.CopyToAsync(Stream.Null, request.HttpContext.RequestAborted);
            return Results.Bytes(bytes["one"], "application/json");
        });
        var contexts = shop.Get<IDbContextFactory<AppDbContext>>();

        // The rows that the list shows: each experiment with its flag and the segment that holds its percentage.
        app.MapGet("/rows", (CancellationToken cancellation) => QueryAsync(
            contexts, db => ExperimentQueries.Rows(db, Newest(db, shop)), bytes["list"], cancellation));
        app.MapGet("/experiments", (CancellationToken cancellation) => QueryAsync(contexts, db => Newest(db, shop), bytes["list"], cancellation));
        return app;
    }

    private static IQueryable<Experiment> Newest(AppDbContext db, BenchShop shop)
        => db.Set<Experiment>().Where(experiment => experiment.EnvironmentId == shop.Production && experiment.DeletedAt == null)
            .OrderByDescending(experiment => experiment.CreatedAt).ThenByDescending(experiment => experiment.Id).Take(PageSize);

    private static async Task<IResult> QueryAsync<T>(
        IDbContextFactory<AppDbContext> contexts, Func<AppDbContext, IQueryable<T>> query, byte[] bytes, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        var rows = await query(db).ToListAsync(cancellation);
        return rows.Count == PageSize ? Results.Bytes(bytes, "application/json") : Results.Problem();
    }
}
