using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ExperimentAdmin.App.Shell.Api;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Unit.Api;

/// <summary>Who may use which route: every route that is mapped, with every kind of caller.</summary>
public abstract partial class ApiRoleMatrixTests(ActorKind caller) : ApiTests(DatabaseProvider.Sqlite, Versioning.V2, caller)
{
    // An id that nothing has: a caller who is let in reads that there is no such thing, and changes nothing.
    private const int Nothing = 999_999;

    private readonly List<string> _wrong = [];

    protected override IReadOnlyDictionary<string, string?> Settings { get; } =
        new Dictionary<string, string?>(StringComparer.Ordinal) { ["Api:StrangersPerMinute"] = "100000" };

    [Fact]
    public async Task Every_route_lets_in_exactly_whom_the_table_says()
    {
        var callers = await CallersAsync();
        foreach (var endpoint in Server.Endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<ApiRoute>() is not null))
        {
            var path = Constraint().Replace(endpoint.RoutePattern.RawText!, "}");
            foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods)
            {
                if (!ApiRoleTable.Least.TryGetValue($"{method} {path}", out var least))
                {
                    _wrong.Add($"{method} {path} has no entry in the table");
                    continue;
                }

                foreach (var (name, client, caller) in callers)
                {
                    await TryAsync(new HttpMethod(method), path, least, name, client, caller);
                }
            }
        }

        _wrong.ShouldBeEmpty();
        ApiRoleTable.Least.Keys.Except(Mapped(), StringComparer.Ordinal).ShouldBeEmpty();
    }

    private IEnumerable<string> Mapped()
        => Server.Endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<ApiRoute>() is not null)
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
                .Select(method => $"{method} {Constraint().Replace(endpoint.RoutePattern.RawText!, "}")}"));

    private async Task TryAsync(HttpMethod method, string path, ApiRoleTable.Grant least, string name, ApiClient client, ApiRoleTable.Caller caller)
    {
        var address = path.Replace("{environment_key}", "key_Production", StringComparison.Ordinal)
            .Replace("{project_id}", World.ProjectId.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        address = PathValue().Replace(address, Nothing.ToString(CultureInfo.InvariantCulture));
        var query = path.EndsWith("/feature-segments/", StringComparison.Ordinal)
            ? string.Create(CultureInfo.InvariantCulture, $"?environment={World.EnvironmentId}&feature={World.FeatureId}")
            : string.Empty;
        var status = (await client.SendAsync(method, address + query, method == HttpMethod.Get ? null : new JsonObject())).Status;
        var fits = caller switch
        {
            ApiRoleTable.Caller.Stranger => status == 401,
            _ when ApiRoleTable.Admits(least, caller) => status is not (401 or 403) && status < 500,
            _ => status == 403,
        };
        if (!fits)
        {
            _wrong.Add($"{method} {path}: {name} got {status}");
        }
    }

    private async Task<List<(string Name, ApiClient Client, ApiRoleTable.Caller Caller)>> CallersAsync()
    {
        var now = World.Clock.GetUtcNow();
        var callers = new List<(string, ApiClient, ApiRoleTable.Caller)>
        {
            ("nobody", Server.Anybody(), ApiRoleTable.Caller.Stranger),
            ("a wrong key", Server.WithKey("wrong"), ApiRoleTable.Caller.Stranger),
            ("an expired key", await KeyAsync(World.ProjectId, Role.Administrator, expiresAt: now), ApiRoleTable.Caller.Stranger),
            ("a revoked key", await KeyAsync(World.ProjectId, Role.Administrator, revokedAt: now), ApiRoleTable.Caller.Stranger),
            ("a key of another project", await KeyAsync(await AddProjectAsync(), Role.Administrator), ApiRoleTable.Caller.Outsider),
            ("an instance key", await KeyAsync(null, Role.Administrator), ApiRoleTable.Caller.Instance),
        };
        foreach (var role in Enum.GetValues<Role>())
        {
            callers.Add(($"{role}", await AsAsync(role), ApiRoleTable.CallerOf(role)));
        }

        return callers;
    }

    private async Task<ApiClient> KeyAsync(int? projectId, Role role, DateTimeOffset? expiresAt = null, DateTimeOffset? revokedAt = null)
        => Server.WithKey((await Server.AddKeyAsync(projectId, role, expiresAt, revokedAt)).Key);

    private async Task<int> AddProjectAsync()
    {
        await using var db = World.Open();
        var project = new Project { Name = "Other", NameFolded = "other", Slug = "other", CreatedAt = World.Clock.GetUtcNow() };
        db.Add(project);
        await db.SaveChangesAsync(Cancellation);
        return project.Id;
    }

    [GeneratedRegex(@":\w+\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Constraint();

    [GeneratedRegex(@"\{\w+\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex PathValue();

    public sealed class Keys() : ApiRoleMatrixTests(ActorKind.Key);

    public sealed class Sessions() : ApiRoleMatrixTests(ActorKind.Person);
}
