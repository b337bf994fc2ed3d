using System.Globalization;
using System.Text.Json.Nodes;
using ExperimentAdmin.App.Shell.Api.Wire;
using ExperimentAdmin.Core.Changes;

namespace ExperimentAdmin.App.Shell.Api.Refusals;

/// <summary>
/// Core's refusals with the statuses, bodies and sentences of the reference (management-api, sections 1, 3 to 5 and 8).
/// Where our sentence says more, it follows.
/// </summary>
internal static class ReferenceErrors
{
    private const string NoPermission = "You do not have permission to perform this action.";

    // Ours to theirs, where the input has another name on the wire.
    private static readonly Dictionary<string, string[]> s_members = new(StringComparer.Ordinal)
    {
        ["flag"] = ["feature"],
        ["percentage"] = ["rollout_percentage"],
        ["controlValue"] = ["feature_state_value", "non_field_errors"],
        ["value"] = ["value", "non_field_errors"],
        ["rollout"] = ["experiment_rollout"],
        ["overrides"] = ["segment_overrides"],
        ["defaultShare"] = ["default_percentage_allocation"],
    };

    // The same for inputs that hold others.
    private static readonly Dictionary<string, string> s_containers = new(StringComparer.Ordinal)
    {
        ["default"] = "environment_default",
        ["overrides"] = "segment_overrides",
    };

    public static IResult Of(IReadOnlyList<Error> errors)
    {
        var first = errors[0];
        if (errors.All(error => error is Error.Invalid) && BareList(first) is null)
        {
            var body = new JsonObject();
            foreach (var error in errors)
            {
                Add(body, error);
            }

            return Of(body);
        }

        return BareList(first) is { } sentence ? List(sentence)
            : first is Error.Unavailable away ? Unavailable(away)
            : Detail(Status(first), Sentence(first));
    }

    /// <summary>What is wrong with the members of a body: 400.</summary>
    public static IResult Of(JsonNode errors) => Results.Json(errors, statusCode: StatusCodes.Status400BadRequest);

    /// <summary>A rule that is checked after the body: a list of its own, 400.</summary>
    public static IResult List(string sentence) => Results.Json(new JsonArray(sentence), statusCode: StatusCodes.Status400BadRequest);

    public static IResult Detail(int status, string sentence) => Results.Json(new JsonObject { ["detail"] = sentence }, statusCode: status);

    // The reference knows none; the code is the one of problem details.
    private static IResult Unavailable(Error.Unavailable away) => Results.Json(
        new JsonObject { ["detail"] = away.Message, ["code"] = away.Code }, statusCode: StatusCodes.Status503ServiceUnavailable);

    // The rules that are checked after the body: one sentence in a list of its own.
    private static string? BareList(Error error) => error.Code switch
    {
        "rollout_duplicate_variants" or "allocations_duplicate_variants" => "Multivariate options must be unique",
        "rollout_foreign_variants" or "allocations_foreign_variants"
            => $"Multivariate options [{error.Subject}] do not belong to the feature",
        "rollout_split_too_large" => $"Multivariate allocations must not exceed 100%, got {Double(error.Subject)}%.",
        "allocations_too_large" => $"Multivariate allocations for the feature state must not exceed 100%, got {Double(error.Subject)}%.",
        "rollout_archived_variant" or "allocations_archived_variant" => error.Message,
        "experiment_completed" => "Cannot change the rollout of a completed experiment.",
        _ => null,
    };

    private static int Status(Error error) => error switch
    {
        { Code: StaleRevision.Code } => StatusCodes.Status412PreconditionFailed,
        { Code: "idempotency_key_reused" } => StatusCodes.Status422UnprocessableEntity,
        { Code: "project_not_found" or "environment_not_found" } => StatusCodes.Status403Forbidden,
        { Code: "transition_refused" or "running_not_deleted" } => StatusCodes.Status400BadRequest,
        Error.NotFound => StatusCodes.Status404NotFound,
        Error.Forbidden => StatusCodes.Status403Forbidden,
        Error.Limited => StatusCodes.Status429TooManyRequests,
        Error.Conflict => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status400BadRequest,
    };

    private static string Sentence(Error error) => error.Code switch
    {
        "project_not_found" or "environment_not_found" => NoPermission,
        "experiment_not_found" => "No Experiment matches the given query.",
        "flag_not_found" => "No Feature matches the given query.",
        "variant_not_found" => "No MultivariateFeatureOption matches the given query.",
        "override_not_found" => $"Segment override for segment {error.Subject} does not exist",
        "flag_taken" => $"An active experiment already exists for this feature. {error.Message}",
        "transition_refused" => $"Unable to transition experiment status. {error.Message}",
        "running_not_deleted" => "Cannot delete a running experiment. Pause or complete it first.",
        _ when error is Error.Forbidden => $"{NoPermission} {error.Message}",
        _ => error.Message,
    };

    private static void Add(JsonObject body, Error error)
    {
        var steps = (error.Field ?? "non_field_errors").Split('.');
        var path = error.Code is "rollout_empty" ? ["non_field_errors"] : s_members.GetValueOrDefault(steps[^1], [steps[^1]]);
        var at = steps[..^1].Concat(path[..^1]).Aggregate(body, Into);

        var sentences = (JsonArray)(at[path[^1]] ??= new JsonArray());
        var sentence = error.Code switch
        {
            "flag_not_multivariate" => "Experiments can only be created for multivariate flags.",
            "flag_fixed" => "Cannot change the feature of an existing experiment.",
            "rollout_elsewhere" => "Cannot change the rollout via this endpoint; use the rollout endpoint instead.",
            "rollout_percentage_missing" => WireSentences.Required,
            "segment_unknown" => $"Segment with id {error.Subject} not found in project",
            "segment_listed_twice" => "Duplicate segment_id values are not allowed",
            "key_reserved" => "\"control\" is a reserved variant key.",
            "key_taken" => "Multivariate option with this key already exists for the feature.",
            "default_share_too_large" => "Invalid percentage allocation",
            _ => error.Message,
        };
        if (!sentences.Any(said => said!.GetValue<string>() == sentence))
        {
            sentences.Add(sentence);
        }
    }

    // One step of a path: a member, or an item of a list, where items without a refusal are empty objects.
    private static JsonObject Into(JsonObject at, string step)
    {
        var name = step.Split('[')[0];
        var member = s_containers.GetValueOrDefault(name, name);
        if (name.Length == step.Length)
        {
            return (JsonObject)(at[member] ??= new JsonObject());
        }

        var list = (JsonArray)(at[member] ??= new JsonArray());
        var index = int.Parse(step.AsSpan(name.Length).Trim("[]"), CultureInfo.InvariantCulture);
        while (list.Count <= index)
        {
            list.Add(new JsonObject());
        }

        return (JsonObject)list[index]!;
    }

    // As the reference writes it: always with a fraction.
    private static string Double(string? number) => number?.Contains('.', StringComparison.Ordinal) is true ? number : $"{number}.0";
}
