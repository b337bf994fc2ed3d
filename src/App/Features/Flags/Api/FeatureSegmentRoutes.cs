using System.Globalization;
using System.Text.Json.Nodes;
using ExperimentAdmin.App.Shell.Api;
using ExperimentAdmin.Core.Access;
using ExperimentAdmin.Core.Access.Domain;
using ExperimentAdmin.Core.Common;
using ExperimentAdmin.Core.Flags.Domain;
using ExperimentAdmin.Core.Flags.Reads;
using ExperimentAdmin.Core.Flags.UseCases;

namespace ExperimentAdmin.App.Features.Flags.Api;

/// <summary>Which segment override wins (management-api, section 5.6). Rollouts are always last and do not appear.</summary>
internal static class FeatureSegmentRoutes
{
    private const string List = "/features/feature-segments/";

    public static void MapFeatureSegmentApi(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapInstanceApi();
        group.MapGet(List, ListAsync).As(ApiDoor.Anybody, ErrorShape.Reference)
            .WithSummary("Lists the segment overrides of a flag in an environment, the one that wins first. Rollouts of experiments come after all of them and are not listed.")
            .Query("environment", "The number of the environment; needed.").Query("feature", "The number of the flag; needed.")
            .Pages().Answers<WirePage<FeatureSegmentWire>>();
        group.MapPost($"{List}update-priorities/", PlaceAsync).As(ApiDoor.Anybody, ErrorShape.Reference, Permission.EditFlags)
            .WithSummary("Moves segment overrides of one flag to other places among those that people made. Needs the role product manager or higher in their project.")
            .Reads<IReadOnlyList<FeatureSegmentPlaceBody>>().HonoursIfMatch().Answers<IReadOnlyList<FeatureSegmentWire>>()
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

        if (WirePaging.Number(http.Request) is not { } number)
        {
            return ApiErrors.Of(http, WirePaging.InvalidPage);
        }

        var all = await reads.OverridesAsync(call.Project, call.EnvironmentId, featureId, http.RequestAborted);
        var page = new ListQuery { Page = number, Size = WirePaging.Size(http.Request) }.PageOf(all);
        return WirePaging.Of(http.Request, page, place => FeatureSegmentWire.Of(place, call.EnvironmentId)) is { } wire
            ? Results.Json(wire, WireJson.Options)
            : ApiErrors.Of(http, WirePaging.InvalidPage);
    }

    private static async Task<IResult> PlaceAsync(HttpContext http, ApiCall call, AccessGate gate, FlagReads reads, PlaceOverrides place)
    {
        var (body, items, refusal) = await WireBody.ReadListAsync(http, OverrideRank.MaxHandMade);
        if (body is null)
        {
            return refusal!;
        }

        var wanted = items.Select(item => (Wire: item, Id: item.Id("id", required: true), Priority: item.Integer("priority", required: true, least: 0))).ToList();
        if (!body.IsGood)
        {
            return ReferenceErrors.Of(body.Errors![WireBody.Items]!.DeepClone());
        }

        if (wanted.Count == 0)
        {
            return Results.Json(Array.Empty<FeatureSegmentWire>(), WireJson.Options);
        }

        if (!(await gate.AdmitToOverrideAsync(call.Actor, wanted[0].Id!.Value, http.RequestAborted)).TryGet(out var entry, out var stranger))
        {
            return ApiErrors.Of(http, stranger);
        }

        if (call.Enter(entry.Access, entry.EnvironmentId, http.ApiRoute()!) is { } refused)
        {
            return ApiErrors.Of(http, refused);
        }

        var known = (await reads.OverridesAsync(call.Project, call.EnvironmentId, entry.FeatureId, http.RequestAborted)).ToDictionary(one => one.Id);
        foreach (var item in wanted.Where(item => !known.ContainsKey(item.Id!.Value)))
        {
            item.Wire.Refuse("id", WireSentences.NoSuchId($"{item.Id}"));
        }

        if (!body.IsGood)
        {
            return ReferenceErrors.Of(body.Errors![WireBody.Items]!.DeepClone());
        }

        var placed = await place.RunAsync(
            new PlaceOverrides.Command(
                call.Project, call.EnvironmentId, entry.FeatureId,
                [.. wanted.Select(item => new PlaceOverrides.Place(known[item.Id!.Value].SegmentId, item.Priority!.Value))],
                Revisions.Expected(http.Request)),
            http.RequestAborted);
        if (!placed.IsOk)
        {
            return ApiErrors.Of(http, placed.Errors);
        }

        Revisions.Tag(http, placed.Value);
        var moved = wanted.Select(item => item.Id!.Value).ToHashSet();
        var now = await reads.OverridesAsync(call.Project, call.EnvironmentId, entry.FeatureId, http.RequestAborted);
        return Results.Json(
            now.Where(one => moved.Contains(one.Id)).Select(one => FeatureSegmentWire.Of(one, call.EnvironmentId)).ToList(), WireJson.Options);
    }

    private static int Id(HttpRequest request, string name, JsonObject errors)
    {
        if (int.TryParse(request.Query[name].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return id;
        }

        errors[name] = new JsonArray(request.Query[name].ToString().Length == 0 ? WireSentences.Required : WireSentences.NotAnInteger);
        return 0;
    }
}
