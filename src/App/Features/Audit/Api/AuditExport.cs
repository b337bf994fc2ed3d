using System.Globalization;
using System.Text;
using ExperimentAdmin.App.Shell.Identity;
using ExperimentAdmin.App.Shell.Shared;
using ExperimentAdmin.App.Shell.Shared.History;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Audit.Reads;
using ExperimentAdmin.Core.Workspace.Reads;

namespace ExperimentAdmin.App.Features.Audit.Api;

/// <summary>
/// The audit log as a file for people with a spreadsheet, narrowed like the page that links to it and in the words of that page; the API has
/// the same for programs.
/// </summary>
internal static class AuditExport
{
    public static void MapAuditExport(this IEndpointRouteBuilder routes)
        => routes.MapGet("/{project}/{environment}/audit.csv", ExportAsync).RequireAuthorization(AccessPolicies.SignedIn);

    private static async Task<IResult> ExportAsync(
        string project, HttpContext http, AccessGate gate, AuditReads reads, WorkspaceReads places, TimeProvider clock)
    {
        var cancellation = http.RequestAborted;
        var admitted = await gate.AdmitAsync(SessionClaims.Actor(http.User), project, cancellation);
        if (!admitted.TryGet(out var access, out _))
        {
            return Results.NotFound();
        }

        var environments = await places.EnvironmentsAsync(access, cancellation);
        var filter = FilterOf(http.Request.Query);
        var asked = environments.FirstOrDefault(place => place.Slug == filter.Environment);
        if (asked is null && !string.IsNullOrEmpty(filter.Environment))
        {
            return Results.NotFound(); // All of them would be more than was asked for.
        }

        var narrowed = filter.ToQuery(asked?.Id, page: 1, ListQuery.MaxSize);
        return Results.Stream(
            body => WriteAsync(body, reads.EachAsync(access, narrowed, cancellation), environments, cancellation),
            "text/csv; charset=utf-8",
            string.Create(CultureInfo.InvariantCulture, $"audit-{project}-{clock.Now():yyyy-MM-dd}.csv"));
    }

    private static async Task WriteAsync(
        Stream body, IAsyncEnumerable<AuditEntry> entries, IReadOnlyList<EnvironmentInfo> environments, CancellationToken cancellation)
    {
        // With a byte order mark: spreadsheets otherwise take it for another encoding.
        await using var writer = new StreamWriter(body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        await writer.WriteAsync(CsvLine.Of("time", "who", "caller", "kind", "object", "environment", "change", "reason", "before", "after").AsMemory(), cancellation);
        await foreach (var entry in entries)
        {
            var environment = environments.FirstOrDefault(environment => environment.Id == entry.EnvironmentId)?.Name;
            var line = CsvLine.Of(
                entry.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture), entry.Actor.Name, $"{entry.Actor.Kind}".ToLowerInvariant(),
                AuditText.Of(entry.Kind), entry.ObjectName, environment, entry.Summary.Replace("`", string.Empty, StringComparison.Ordinal), entry.Reason,
                CsvChanges.Before(entry.Changes), CsvChanges.After(entry.Changes));
            await writer.WriteAsync(line.AsMemory(), cancellation);
        }
    }

    // What the page has in its address.
    private static AuditFilter FilterOf(IQueryCollection query)
    {
        return new AuditFilter(Of("who"), Of("kind"), Of("environment"), Of("from"), Of("to"), Of("q"));

        string? Of(string name) => query[name] is { Count: > 0 } values ? values[0] : null;
    }
}
