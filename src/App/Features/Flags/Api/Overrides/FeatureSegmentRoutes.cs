using System.Globalization;
using System.Text.Json.Nodes;
using ExperimentAdmin.App.Shell.Api;
using ExperimentAdmin.App.Shell.Api.Callers;
using ExperimentAdmin.App.Shell.Api.Refusals;
using ExperimentAdmin.App.Shell.Api.Wire;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Flags;
using ExperimentAdmin.Core.Flags.States.Domain;
using ExperimentAdmin.Core.Flags.States.Reads;
using ExperimentAdmin.Core.Flags.States.UseCases;

namespace ExperimentAdmin.App.Features.Flags.Api.Overrides;

/// <summary>Which segment override wins (management-api, section 5.6). Rollouts are always last and do not appear.</summary>
internal static class FeatureSegmentRoutes
{
    private const string List = "/features/feature-segments/";
    private const string OneFlag = "All feature segments must belong to the same feature & environment.";

    public static void MapFeatureSegmentApi(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapInstanceApi();
        group.MapGet(List, ListAsync).As(ApiScope.Anybody, ErrorShape.Reference)
            .WithSummary("Lists the segment overrides of a flag in an environment, the one that wins first. Rollouts of experiments come after all of them and are not listed.")
            .Query("environment", "The number of the environment.", isRequired: true).Query("feature", "The number of the flag.", isRequired: true)
            .Pages().Answers<WirePage<FeatureSegmentWire>>();
        group.MapGet($"{List}{{id:int}}/", RetrieveAsync).As(ApiScope.Anybody, ErrorShape.Reference)
            .WithSummary("Shows the place of a segment override, by its id.").Answers<FeatureSegmentWire>();
        group.MapGet($"{List}get-by-uuid/{{uuid}}/", LookUpAsync).As(ApiScope.Anybody, ErrorShape.Reference)
            .WithSummary("Shows the place of a segment override, by its uuid.").Answers<FeatureSegmentWire>();
        group.MapPost($"{List}update-priorities/", MoveAsync).As(ApiScope.Anybody, ErrorShape.Reference, Permission.EditFlags)
            .WithSummary("Moves segment overrides of one flag to other places among those that people made. Needs the role product manager or higher in their project.")
            .ReadsList<FeatureSegmentPlaceBody>().HonoursIfMatch().Answers<IReadOnlyList<FeatureSegmentWire>>()
            .Example("""[{"id":3,"priority":0},{"id":4,"priority":1}]""");
    }

    private static async Task<IResult> ListAsync(HttpContext http, ApiCall call, AccessGate gate, FlagReads reads)
    {
        var errors = new JsonObject();
        var (environmentId, featureId) = (Id(http.Request, "environment", errors), Id(http.Request, "feature", errors));
        if (errors.Count > 0)
        {
            return ReferenceErrors.Of(errors);
        }

        if (!(await gate.AdmitToEnvironmentAsync(call.Actor, environmentId, http.RequestAborted)).TryGet(out var entry, out var stranger))
        {
            return ApiErrors.Of(http, stranger);
        }

        if (call.Enter(entry.Access, entry.EnvironmentId, http.ApiRoute()!) is { } refused)
        {
            return ApiErrors.Of(http, refused);
        }

        var all = await reads.OverridesAsync(call.Project, call.EnvironmentId, featureId, http.RequestAborted);
        return await WirePaging.AnswerAsync(
            http,
            ListQuery.MaxSize,
            (page, size) => Task.FromResult(new ListQuery { Page = page, Size = size }.PageOf(all)),
            found => FeatureSegmentWire.Of(found, call.EnvironmentId));
    }

    private static async Task<IResult> RetrieveAsync(HttpContext http, ApiCall call, int id, FlagAdmission admission, FlagReads reads)
        => await AnswerAsync(http, call, await admission.ToOverrideAsync(call.Actor, [id], http.RequestAborted), reads);

    private static async Task<IResult> LookUpAsync(HttpContext http, ApiCall call, string uuid, FlagAdmission admission, FlagReads reads)
        => Guid.TryParse(uuid, out var name)
            ? await AnswerAsync(http, call, await admission.ToOverrideAsync(call.Actor, name, http.RequestAborted), reads)
            : Unknown();

    // One of a project that the caller may not see looks like none, and so does a rollout.
    private static async Task<IResult> AnswerAsync(HttpContext http, ApiCall call, Result<OverrideAccess> admitted, FlagReads reads)
    {
        if (!admitted.TryGet(out var entry, out var stranger))
        {
            return stranger is Error.NotFound ? Unknown() : ApiErrors.Of(http, stranger);
        }

        if (call.Enter(entry.Access, entry.EnvironmentId, http.ApiRoute()!) is { } refused)
        {
            return ApiErrors.Of(http, refused);
        }

        var all = await reads.OverridesAsync(call.Project, call.EnvironmentId, entry.FeatureId, http.RequestAborted);
        return all.FirstOrDefault(candidate => candidate.Id == entry.Id) is { } found
            ? Results.Json(FeatureSegmentWire.Of(found, call.EnvironmentId), WireJson.Options)
            : Unknown();
    }

    private static IResult Unknown() => ReferenceErrors.Detail(StatusCodes.Status404NotFound, "No FeatureSegment matches the given query.");

    private static async Task<IResult> MoveAsync(HttpContext http, ApiCall call, FlagAdmission admission, FlagReads reads, MoveOverrides moving)
    {
        var (body, items, refusal) = await WireBody.ReadListAsync(http, OverrideRank.MaxHandMade);
        if (body is null)
        {
            return refusal!;
        }

        var wanted = items.Select(item => new Move(item, item.Id("id", required: true), item.Integer("priority", required: true, least: 0))).ToList();
        if (Refused(body) is { } unread)
        {
            return unread;
        }

        if (wanted.Count == 0)
        {
            return Results.Json(Array.Empty<FeatureSegmentWire>(), WireJson.Options);
        }

        var admitted = await admission.ToOverrideAsync(call.Actor, [.. wanted.Select(move => move.Id!.Value)], http.RequestAborted);
        if (!admitted.TryGet(out var entry, out var stranger) && stranger is not Error.NotFound)
        {
            return ApiErrors.Of(http, stranger);
        }

        if (entry is not null && call.Enter(entry.Access, entry.EnvironmentId, http.ApiRoute()!) is { } refused)
        {
            return ApiErrors.Of(http, refused);
        }

        var known = await CheckAsync(http, call, reads, entry, wanted);
        if (Refused(body) is { } unknown)
        {
            return unknown;
        }

        var moved = await moving.RunAsync(
            new MoveOverrides.Command(
                call.Answering<int>(revision => LocationsAsync(http, call, reads, entry!.FeatureId, wanted, revision)), call.EnvironmentId, entry!.FeatureId,
                [.. wanted.Select(move => new MoveOverrides.Move(known[move.Id!.Value].SegmentId, move.Priority!.Value))],
                Revisions.Expected(http.Request)),
            http.RequestAborted);
        return moved.IsOk ? call.Answer : ApiErrors.Of(http, moved.Errors);
    }

    // In the order of the request.
    private static async Task<IResult> LocationsAsync(
        HttpContext http, ApiCall call, FlagReads reads, int featureId, List<Move> wanted, int revision)
    {
        var now = await LocationsAsync(http, call, reads, featureId);
        Revisions.Tag(http, revision);
        return Results.Json(
            wanted.Where(move => now.ContainsKey(move.Id!.Value)).Select(move => FeatureSegmentWire.Of(now[move.Id!.Value], call.EnvironmentId)).ToList(),
            WireJson.Options);
    }

    // Says at its place in the list what cannot be moved.
    private static async Task<Dictionary<int, OverridePosition>> CheckAsync(
        HttpContext http, ApiCall call, FlagReads reads, OverrideAccess? entry, List<Move> wanted)
    {
        var known = entry is null ? [] : await LocationsAsync(http, call, reads, entry.FeatureId);
        var others = wanted.Where(move => !known.ContainsKey(move.Id!.Value)).Select(move => move.Id!.Value).ToList();
        var elsewhere = others.Count == 0 || entry is null
            ? new HashSet<int>()
            : await reads.OverrideIdsAsync(call.Project, new OverrideIdQuery { Ids = others }, http.RequestAborted);
        var seen = new HashSet<int>();
        foreach (var (item, id, _) in wanted)
        {
            if (!known.ContainsKey(id!.Value))
            {
                item.Refuse("id", elsewhere.Contains(id.Value) ? OneFlag : WireSentences.NoSuchId($"{id}"));
            }
            else if (!seen.Add(id.Value))
            {
                item.Refuse("id", "This id is listed twice.");
            }
        }

        return known;
    }

    private static async Task<Dictionary<int, OverridePosition>> LocationsAsync(HttpContext http, ApiCall call, FlagReads reads, int featureId)
        => (await reads.OverridesAsync(call.Project, call.EnvironmentId, featureId, http.RequestAborted)).ToDictionary(one => one.Id);

    private static IResult? Refused(WireObject body) => body.IsGood ? null : ReferenceErrors.Of(body.Errors![WireBody.Items]!.DeepClone());

    private static int Id(HttpRequest request, string name, JsonObject errors)
    {
        if (int.TryParse(request.Query[name].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return id;
        }

        errors[name] = new JsonArray(request.Query[name].ToString().Length == 0 ? WireSentences.Required : WireSentences.NotAnInteger);
        return 0;
    }

    /// <param name="Wire">The item of the list.</param>
    /// <param name="Id">The override; null when it was refused.</param>
    /// <param name="Priority">Its place; null when it was refused.</param>
    private sealed record Move(WireObject Wire, int? Id, int? Priority);
}
