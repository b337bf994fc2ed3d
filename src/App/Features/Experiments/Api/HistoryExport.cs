using System.Globalization;
using System.Text;
using System.Text.Json;
using ExperimentAdmin.App.Shell.Api.Wire;
using ExperimentAdmin.App.Shell.Identity;
using ExperimentAdmin.App.Shell.Shared;
using ExperimentAdmin.App.Shell.Shared.History;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Audit.Reads;
using ExperimentAdmin.Core.Experiments.History;
using ExperimentAdmin.Core.Workspace.Reads;

namespace ExperimentAdmin.App.Features.Experiments.Api;

/// <summary>The history of an experiment as a file for people: for a spreadsheet, or as the API has it.</summary>
internal static class HistoryExport
{
    private const string Address = "/{project}/{environment}/experiments/{id:int}/history";

    public static void MapHistoryExport(this IEndpointRouteBuilder routes)
    {
        routes.MapGet($"{Address}.csv", CsvAsync).RequireAuthorization(AccessPolicies.SignedIn);
        routes.MapGet($"{Address}.json", JsonAsync).RequireAuthorization(AccessPolicies.SignedIn);
    }

    private static Task<IResult> CsvAsync(
        string project, string environment, int id, HttpContext http, AccessGate gate, HistoryReads reads, WorkspaceReads places)
        => AnswerAsync(project, environment, id, http, gate, reads, places, WriteCsvAsync, "csv", "text/csv; charset=utf-8");

    private static Task<IResult> JsonAsync(
        string project, string environment, int id, HttpContext http, AccessGate gate, HistoryReads reads, WorkspaceReads places)
        => AnswerAsync(project, environment, id, http, gate, reads, places, WriteJsonAsync, "json", "application/json; charset=utf-8");

    private static async Task<IResult> AnswerAsync(
        string project, string environment, int id, HttpContext http, AccessGate gate, HistoryReads reads, WorkspaceReads places,
        Func<Stream, IAsyncEnumerable<AuditEntry>, CancellationToken, Task> writeAsync, string ending, string type)
    {
        var cancellation = http.RequestAborted;
        var admitted = await gate.AdmitAsync(SessionClaims.Actor(http.User), project, cancellation);
        if (!admitted.TryGet(out var access, out _))
        {
            return Results.NotFound();
        }

        var place = (await places.EnvironmentsAsync(access, cancellation)).FirstOrDefault(place => place.Slug == environment);
        return place is null || await reads.ListAsync(access, place.Id, id, new ListQuery { Size = 1 }, cancellation) is null
            ? Results.NotFound()
            : Results.Stream(
                body => writeAsync(body, reads.EachAsync(access, place.Id, id, cancellation), cancellation),
                type,
                string.Create(CultureInfo.InvariantCulture, $"experiment-{id}-history.{ending}"));
    }

    private static async Task WriteCsvAsync(Stream body, IAsyncEnumerable<AuditEntry> entries, CancellationToken cancellation)
    {
        // With a byte order mark: spreadsheets otherwise take it for another encoding.
        await using var writer = new StreamWriter(body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        await writer.WriteAsync(CsvLine.Of("revision", "time", "who", "caller", "change", "reason", "before", "after").AsMemory(), cancellation);
        await foreach (var entry in entries)
        {
            var line = CsvLine.Of(
                entry.Number.ToString(CultureInfo.InvariantCulture), entry.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture), entry.Actor.Name,
                $"{entry.Actor.Kind}".ToLowerInvariant(), entry.Summary.Replace("`", string.Empty, StringComparison.Ordinal), entry.Reason,
                CsvChanges.Before(entry.Changes), CsvChanges.After(entry.Changes));
            await writer.WriteAsync(line.AsMemory(), cancellation);
        }
    }

    private static Task WriteJsonAsync(Stream body, IAsyncEnumerable<AuditEntry> entries, CancellationToken cancellation)
        => JsonSerializer.SerializeAsync(body, entries.Select(RevisionWire.Of), WireJson.Options, cancellation);
}
