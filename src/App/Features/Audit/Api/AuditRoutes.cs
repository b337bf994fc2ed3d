using System.Globalization;
using ExperimentAdmin.App.Shell.Api;
using ExperimentAdmin.App.Shell.Api.Callers;
using ExperimentAdmin.App.Shell.Api.Refusals;
using ExperimentAdmin.App.Shell.Api.Wire;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Audit.Reads;

namespace ExperimentAdmin.App.Features.Audit.Api;

/// <summary>The audit log over HTTP.</summary>
internal static class AuditRoutes
{
    public static void MapAuditApi(this IEndpointRouteBuilder routes)
    {
        routes.MapProjectApi().MapGet("/audit/", ListAsync).As(ApiScope.Project, ErrorShape.Problem)
            .WithSummary("Lists who changed what in a project, newest first.").Filtered()
            .Query("environment", "The id of an environment: its changes and those that concern all.");
        routes.MapInstanceApi().MapGet("/audit/", ListInstanceAsync).As(ApiScope.Instance, ErrorShape.Problem)
            .WithSummary("Lists who changed what belongs to no project, such as people, newest first.").Filtered();
    }

    private static RouteHandlerBuilder Filtered(this RouteHandlerBuilder route) => route
        .Lists<AuditEntryWire>().Searches("the names that objects had at the time")
        .Query("kind", "What changed; everything without it.", words: WireChoices<AuditKind>.All.Keys)
        .Query("who", "person, key or system, and an id after a dash for a single one: person-3.")
        .Query("from", "Not before: a day in UTC (2026-06-11) or a moment (2026-06-11T12:00:00Z).")
        .Query("to", "A day in UTC, which is included, or a moment, which is not.");

    private static Task<IResult> ListAsync(HttpContext http, ApiCall call, AuditReads reads)
        => AnswerAsync(http, query => reads.ListAsync(call.Project, query, http.RequestAborted));

    private static Task<IResult> ListInstanceAsync(HttpContext http, ApiCall call, AuditReads reads)
        => AnswerAsync(http, query => reads.ListAsync(call.Instance, query, http.RequestAborted));

    private static async Task<IResult> AnswerAsync(HttpContext http, Func<AuditListQuery, Task<Page<AuditEntry>>> read)
    {
        var filters = new WireFilters(http.Request);
        var (actorKind, actorId) = Who(filters);
        var query = new AuditListQuery
        {
            ActorKind = actorKind,
            ActorId = actorId,
            Kind = filters.Choice<AuditKind>("kind"),
            EnvironmentId = filters.Id("environment"),
            From = filters.Time("from"),
            Until = filters.Time("to", endOfDay: true),
        };
        return filters.Errors.Count > 0
            ? ApiErrors.Of(http, filters.Errors)
            : await WireList.AnswerAsync(
                http, asked => read(query with { Search = asked.Search, Page = asked.Page, Size = asked.Size }), AuditEntryWire.Of);
    }

    private static (ActorKind? Kind, int? Id) Who(WireFilters filters)
    {
        if (filters.Text("who")?.Split('-') is not { } parts)
        {
            return (null, null);
        }

        var id = 0;
        if (parts.Length <= 2 && WireChoices<ActorKind>.All.TryGetValue(parts[0], out var kind)
            && (parts.Length == 1 || int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out id)))
        {
            return (kind, parts.Length == 1 ? null : id);
        }

        filters.Refuse("who", "Write person, key or system, and an id after a dash for a single one, such as person-3.");
        return (null, null);
    }
}
