using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ExperimentAdmin.App.Shell.Api;
using ExperimentAdmin.App.Shell.Api.Wire;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.People;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Unit.Api;

/// <summary>
/// Random and malformed requests over all routes, by a caller who may do everything: none breaks the server, and none
/// changes anything.
/// </summary>
public abstract partial class FuzzTests(DatabaseProvider provider) : ApiTests(provider, Versioning.V2, ActorKind.Person)
{
    private const int Batches = 20;
    private const int Seed = 20_261_121;

    private static readonly string[] s_contentTypes =
        ["application/json", "application/json; charset=utf-16", "text/plain", "application/x-www-form-urlencoded", "nonsense", "application/merge-patch+json", "image/png"];

    private readonly Random _random = new(Seed);

    /// <summary>How many requests a batch has. In full, all batches on both databases make up 20,000.</summary>
    protected virtual int BatchSize => Proof.Times(200, inFull: 800);

    protected override IReadOnlyDictionary<string, string?> Settings { get; } = new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["Api:RequestsPerMinute"] = "10000000",
        ["Api:RequestsPerMinuteAndAddress"] = "10000000",
    };

    [Fact]
    public async Task Malformed_requests_are_refused_without_a_trace()
    {
        await CreateAsync(Rollout(30, enabled: true, 60));
        await MakeMightyAsync();
        using var caller = await Server.WithSessionAsync($"{Role.Administrator}@test.local");
        var routes = Server.Endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<ApiRoute>() is not null)
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(method => new Target(method, endpoint.RoutePattern.RawText!, endpoint.Metadata.GetMetadata<IAcceptsMetadata>() is not null)))
            .Where(CanBeMalformed)
            .ToList();
        var members = await MembersAsync();
        var before = await FingerprintAsync();
        for (var batch = 0; batch < Batches; batch++)
        {
            var requests = Enumerable.Range(0, BatchSize).Select(_ => Next(routes[_random.Next(routes.Count)], members)).ToList();
            await Parallel.ForEachAsync(requests, Cancellation, async (request, cancellation) => await SendAsync(caller.Http, request, cancellation));
            (await FingerprintAsync()).ShouldBe(before, $"batch {batch}");
        }
    }

    // Not where nothing is asked for, nor where every member can be left out.
    private static bool CanBeMalformed(Target target) => target.Method is "GET" || target.Pattern.Contains('{', StringComparison.Ordinal)
        || (target.ReadsBody && !target.Pattern.EndsWith("/retention/", StringComparison.Ordinal));

    private static async Task SendAsync(HttpClient http, Attack attack, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(new HttpMethod(attack.Method), attack.Address);
        if (attack.Body is { } body)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", attack.ContentType);
        }

        using var response = await SendAsync(http, request, attack, cancellation);
        if (response is null)
        {
            return;
        }

        var text = await response.Content.ReadAsStringAsync(cancellation);
        ((int)response.StatusCode).ShouldBeLessThan(500, $"{attack.Method} {attack.Address} {attack.ContentType} {Shown(attack.Body)} -> {text}");
    }

    // A body that is too large is refused before all of it is sent, which may end the connection under the sender.
    private static async Task<HttpResponseMessage?> SendAsync(
        HttpClient http, HttpRequestMessage request, Attack attack, CancellationToken cancellation)
    {
        try
        {
            return await http.SendAsync(request, cancellation);
        }
        catch (HttpRequestException) when (attack.Body is { Length: > WireBody.Largest })
        {
            return null;
        }
    }

    private static string Shown(byte[]? body) => body is null ? "" : Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(300, body.Length)));

    private Attack Next(Target route, IReadOnlyList<string> members)
    {
        var readsOnly = route.Method is "GET";
        var address = Address(route);
        var query = _random.Next(3) == 0 || readsOnly ? Query() : string.Empty;
        var body = readsOnly ? null : _random.Next(4) switch
        {
            0 => Garbage(),
            1 => Encoding.UTF8.GetBytes(Poisoned(members)[.._random.Next(1, 20)]), // Cut short.
            _ => Encoding.UTF8.GetBytes(Poisoned(members)),
        };
        return new Attack(route.Method, address + query, body, s_contentTypes[_random.Next(5) > 0 ? 0 : _random.Next(s_contentTypes.Length)]);
    }

    // A route that acts whatever its body says is never led to something that is there.
    private string Address(Target route)
    {
        var isHarmless = route.Method is "GET" || route.ReadsBody;
        var values = PathValue().Matches(route.Pattern).Select(value => value.Groups["name"].Value).ToList();
        var placeMayBeReal = isHarmless || values.Any(value => value is not ("environment_key" or "project_id"));
        return PathValue().Replace(route.Pattern, match => match.Groups["name"].Value switch
        {
            "environment_key" => placeMayBeReal && _random.Next(4) > 0 ? "key_Production" : Uri.EscapeDataString(Text()),
            "project_id" => placeMayBeReal && _random.Next(4) > 0 ? World.ProjectId.ToString(CultureInfo.InvariantCulture) : Number(),
            _ => isHarmless && _random.Next(2) == 0 ? "1" : Number(),
        });
    }

    // Never a number that something has.
    private string Number() => _random.Next(6) switch
    {
        0 => "0",
        1 => "-1",
        2 => "2147483647",
        3 => "99999999999999999999",
        4 => "1e3",
        _ => _random.Next(100_000, int.MaxValue).ToString(CultureInfo.InvariantCulture),
    };

    private string Query()
    {
        string[] names = ["status", "q", "page", "page_size", "environment", "feature", "kind", "from", "to", "who", "archived", Text()];
        var parts = Enumerable.Range(0, _random.Next(1, 4)).Select(_ => $"{Uri.EscapeDataString(names[_random.Next(names.Length)])}={Uri.EscapeDataString(Text())}");
        return "?" + string.Join('&', parts);
    }

    private string Text() => _random.Next(8) switch
    {
        0 => "\0",
        1 => "' OR 1=1 --",
        2 => new string('x', 3_000),
        3 => "\uFEFF\u202E\U0001F600",
        4 => "%_\\\"",
        5 => "-1",
        6 => "../../etc/passwd",
        _ => Guid.NewGuid().ToString("N")[.._random.Next(1, 20)],
    };

    private byte[] Garbage()
    {
        var bytes = new byte[_random.Next(0, 200)];
        _random.NextBytes(bytes);
        bytes = [0xFF, .. bytes]; // Never the beginning of anything.
        return _random.Next(20) == 0 ? new byte[2 * 1024 * 1024] : bytes;
    }

    // An object of members that routes know, each with a value that none of them takes.
    private string Poisoned(IReadOnlyList<string> members)
    {
        if (_random.Next(10) == 0)
        {
            return new string('[', 2_000) + new string(']', 2_000);
        }

        var chosen = members.OrderBy(_ => _random.Next()).Take(_random.Next(3, members.Count));
        var body = string.Join(',', members.Count == 0 ? [] : chosen.Select(member => $"\"{member}\":{Poison()}"));
        return _random.Next(10) == 0 ? $"[{{{body}}}]" : $"{{{body}}}";
    }

    private string Poison() => _random.Next(8) switch
    {
        0 => "[[[]]]",
        1 => "\"\\ud800\"",
        2 => "\"a\\u0000b\"",
        3 => "{\"x\":[1e999]}",
        4 => "[null]",
        5 => "[{\"multivariate_feature_option\":{},\"percentage_allocation\":\"nan\",\"key\":[],\"segment_id\":\"x\",\"property\":[],\"type\":0}]",
        6 => $"\"{new string('y', 40_000)}\"",
        _ => "{}",
    };

    private async Task<IReadOnlyList<string>> MembersAsync()
    {
        using var anybody = Server.Anybody();
        var document = (await anybody.GetAsync("/openapi/v1.json")).Json;
        return [.. document["components"]!["schemas"]!.AsObject()
            .SelectMany(schema => schema.Value!["properties"]?.AsObject().Select(property => property.Key) ?? [])
            .Distinct(StringComparer.Ordinal)];
    }

    private async Task MakeMightyAsync()
    {
        await using var db = World.Open();
        await db.Set<Person>().Where(user => user.Email == $"{Role.Administrator}@test.local")
            .ExecuteUpdateAsync(row => row.SetProperty(user => user.IsInstanceAdministrator, true), Cancellation);
        using var prepared = await Server.WithSessionAsync($"{Role.Administrator}@test.local");
        (await prepared.GetAsync(Experiments)).ShouldBe(200);
    }

    private async Task<string> FingerprintAsync()
    {
        await using var db = World.Open();
        return await DatabaseFingerprint.TakeAsync(db, Cancellation);
    }

    [GeneratedRegex(@"\{(?<name>\w+)[^}]*\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex PathValue();

    private sealed record Target(string Method, string Pattern, bool ReadsBody);

    private sealed record Attack(string Method, string Address, byte[]? Body, string ContentType);

    public sealed class OnSqlite() : FuzzTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgres() : FuzzTests(DatabaseProvider.Postgres)
    {
        protected override int BatchSize => Proof.Times(50, inFull: 200);
    }
}
