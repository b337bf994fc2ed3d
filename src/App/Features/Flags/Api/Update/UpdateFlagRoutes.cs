using ExperimentAdmin.App.Shell.Api;
using ExperimentAdmin.App.Shell.Api.Callers;
using ExperimentAdmin.App.Shell.Api.Refusals;
using ExperimentAdmin.App.Shell.Api.Wire;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.States.Domain;
using ExperimentAdmin.Core.Flags.States.Reads;
using ExperimentAdmin.Core.Flags.States.UseCases;
using ExperimentAdmin.Core.Segments.Reads;

namespace ExperimentAdmin.App.Features.Flags.Api.Update;

/// <summary>Changes of flag states under the addresses that existing scripts know (management-api, section 8).</summary>
internal static class UpdateFlagRoutes
{
    // Each costs a few statements while the environment is locked.
    private const int MostOverrides = 500;

    public static void MapUpdateFlagApi(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapEnvironmentApi("/api/experiments/environments/{environment_key}");
        group.MapPost("/update-flag-v1/", UpdateOneAsync).As(ApiScope.Environment, ErrorShape.Reference, Permission.EditFlags)
            .WithSummary("Changes the environment default of a flag, or the override of one segment.")
            .Reads<UpdateFlagV1Body>().HonoursIfMatch().AnswersNothing()
            .Example(
                """
                {"feature":{"name":"checkout_button"},"segment":{"id":42,"priority":0},"enabled":true,
                 "value":{"type":"string","value":"classic"},
                 "multivariate_feature_state_values":[{"multivariate_feature_option":31,"percentage_allocation":60}]}
                """);
        group.MapPost("/update-flag-v2/", UpdateManyAsync).As(ApiScope.Environment, ErrorShape.Reference, Permission.EditFlags)
            .WithSummary("Changes the environment default of a flag and many segment overrides at once: all of it or nothing.")
            .Reads<UpdateFlagV2Body>().HonoursIfMatch().AnswersNothing()
            .Example(
                """
                {"feature":{"id":7},"environment_default":{"enabled":true,"value":{"type":"string","value":"classic"}},
                 "segment_overrides":[{"segment_id":42,"priority":0,"enabled":true,"value":{"type":"string","value":"classic"},
                  "multivariate_feature_state_values":[{"multivariate_feature_option":31,"percentage_allocation":60}]}]}
                """);
        group.MapPost("/delete-segment-override/", DeleteOverrideAsync).As(ApiScope.Environment, ErrorShape.Reference, Permission.EditFlags)
            .WithSummary("Takes the override of a segment away.")
            .Reads<DeleteSegmentOverrideBody>().HonoursIfMatch().AnswersNothing()
            .Example("""{"feature":{"name":"checkout_button"},"segment":{"id":42}}""");
    }

    private static async Task<IResult> UpdateOneAsync(HttpContext http, ApiCall call, UpdateFlag update, FlagReads reads)
    {
        var body = call.Body;
        var flag = FlagName.Read(body);
        var segment = body.Has("segment") ? body.Object("segment", required: true) : null;
        var (segmentId, priority) = (segment?.Integer("id", required: true), Priority(segment));
        var wanted = ReadState(body);
        if (body.IsGood && priority is null && !SaysSomething(wanted))
        {
            body.Refuse("Say what to change: enabled, value or multivariate_feature_state_values.");
        }

        return body.IsGood
            ? await UpdateAsync(http, call, update, reads, flag, wanted, segmentId is { } id ? [new(id, wanted, priority)] : null, InPlace)
            : ApiErrors.Of(http, body);

        // The body is flat: there is one scope only.
        static Error InPlace(Error error) => error.Field is { } field ? error with { Field = field[(field.LastIndexOf('.') + 1)..] } : error;
    }

    private static async Task<IResult> UpdateManyAsync(HttpContext http, ApiCall call, UpdateFlag update, FlagReads reads)
    {
        var body = call.Body;
        var flag = FlagName.Read(body);
        var wanted = body.Has("environment_default") && body.Object("environment_default", required: true) is { } scope ? ReadState(scope) : null;
        var overrides = body.Objects("segment_overrides", required: false, MostOverrides)?.Select(item =>
            (Id: item.Integer("segment_id", required: true), State: ReadState(item), Priority: Priority(item))).ToList();
        if (body.IsGood && (wanted is null || !SaysSomething(wanted)) && overrides is not { Count: > 0 })
        {
            body.Refuse("Say what to change: environment_default, segment_overrides or both.");
        }

        return body.IsGood
            ? await UpdateAsync(
                http, call, update, reads, flag, wanted, [.. (overrides ?? []).Select(item => new UpdateFlag.OverrideChange(item.Id!.Value, item.State, item.Priority))],
                error => error is { Code: "segment_unknown" } ? error with { Field = "overrides" } : error)
            : ApiErrors.Of(http, body);
    }

    private static async Task<IResult> DeleteOverrideAsync(
        HttpContext http, ApiCall call, RemoveSegmentOverride remove, FlagReads reads, SegmentReads segments)
    {
        var body = call.Body;
        var flag = FlagName.Read(body);
        var segmentId = body.Object("segment", required: true)?.Integer("id", required: true);
        if (!body.IsGood)
        {
            return ApiErrors.Of(http, body);
        }

        if (await flag.FindAsync(call, reads, http.RequestAborted) is not { } featureId)
        {
            return flag.Unknown();
        }

        var removed = await remove.RunAsync(
            new RemoveSegmentOverride.Command(call.Project, call.EnvironmentId, featureId, segmentId!.Value, Revisions.Expected(http.Request)),
            http.RequestAborted);
        if (removed.IsOk)
        {
            return Done(http, removed.Value);
        }

        // A segment that is none is a fault of the body; one without an override is missed.
        return removed.Error is { Code: "override_not_found" } && await segments.FindAsync(call.Project, segmentId.Value, http.RequestAborted) is null
            ? ApiErrors.Of(http, FlagErrors.SegmentUnknown(segmentId.Value))
            : ApiErrors.Of(http, removed.Errors);
    }

    // Without a list of overrides the state is that of the default.
    private static async Task<IResult> UpdateAsync(
        HttpContext http, ApiCall call, UpdateFlag update, FlagReads reads, FlagName flag, StateChange? wanted,
        IReadOnlyList<UpdateFlag.OverrideChange>? overrides, Func<Error, Error> place)
    {
        if (await flag.FindAsync(call, reads, http.RequestAborted) is not { } featureId)
        {
            return flag.Unknown();
        }

        var isOfOverride = overrides is [{ } only] && ReferenceEquals(only.State, wanted);
        var updated = await update.RunAsync(
            new UpdateFlag.Command(call.Project, call.EnvironmentId, featureId, overrides ?? [])
            {
                Default = isOfOverride ? null : wanted,
                ExpectedRevision = Revisions.Expected(http.Request),
            },
            http.RequestAborted);
        if (updated.IsOk)
        {
            return Done(http, updated.Value);
        }

        // An unknown segment is said of the list as a whole, so nothing can be said of its items beside it.
        var unknown = updated.Errors.Where(error => error.Code is "segment_unknown").ToList();
        return ApiErrors.Of(http, [.. (unknown.Count > 0 ? unknown : updated.Errors).Select(place)]);
    }

    private static IResult Done(HttpContext http, int revision)
    {
        Revisions.Tag(http, revision);
        return Results.NoContent();
    }

    private static StateChange ReadState(WireObject wire) => new()
    {
        Enabled = wire.Has("enabled") ? wire.Boolean("enabled", required: true) : null,
        Value = wire.Has("value") && FlagValueWire.Read(wire.Object("value", required: true)) is { } text ? new NewValue(text, EmptyIsNone: true) : null,
        Allocations = AllocationWire.Read(wire),
    };

    private static bool SaysSomething(StateChange wanted) => wanted is not { Enabled: null, Value: null, Allocations: null };

    // Null is how the reference's own clients leave it out.
    private static int? Priority(WireObject? wire) => wire?.Says("priority") is true ? wire.Integer("priority", required: true, least: 0) : null;
}
