using System.Globalization;
using System.Text.Json;
using ExperimentAdmin.Core.Evaluation.Compiled;
using ExperimentAdmin.Core.Evaluation.Conditions;
using ExperimentAdmin.Core.Flags.Identities;

namespace ExperimentAdmin.Core.Serving.Wire;

/// <summary>
/// Writes the environment document: from it SDKs evaluate on their own what this process would have answered. What is not
/// served is not in it, nor what they would take for something else, and nothing tells of experiments.
/// </summary>
internal static class DocumentWriter
{
    // The application serves one organisation, which has no name of its own.
    private const string Organisation = "ExperimentAdmin";

    public static byte[] Write(ServedEnvironment environment) => WireBytes.Of(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("id", environment.Id);
        json.WriteString("api_key", environment.HashKey);
        json.WriteString("name", environment.Name);
        json.WriteBoolean("allow_client_traits", environment.Settings.AllowsClientTraits);
        json.WriteString("updated_at", UtcText.Of(environment.UpdatedAt));
        json.WriteBoolean("hide_sensitive_data", environment.Settings.HidesSensitiveData);
        if (environment.Settings.HidesDisabledFlags is { } hides)
        {
            json.WriteBoolean("hide_disabled_flags", hides);
        }
        else
        {
            json.WriteNull("hide_disabled_flags");
        }

        json.WriteBoolean("use_identity_composite_key_for_hashing", true);
        json.WriteBoolean("use_identity_overrides_in_local_eval", true);
        Project(json, environment);
        json.WriteStartArray("feature_states");
        foreach (var flag in environment.Flags)
        {
            State(json, flag, flag.Default, flag.Compiled.Default.Definition);
        }

        json.WriteEndArray();
        IdentityOverrides(json, environment);
        json.WriteEndObject();
    });

    private static void Project(Utf8JsonWriter json, ServedEnvironment environment)
    {
        json.WriteStartObject("project");
        json.WriteNumber("id", environment.ProjectId);
        json.WriteString("name", environment.Settings.ProjectName);
        json.WriteBoolean("hide_disabled_flags", environment.Settings.ProjectHidesDisabledFlags);
        json.WriteBoolean("enable_realtime_updates", false);
        json.WriteStartArray("server_key_only_feature_ids");
        foreach (var flag in environment.Flags.Where(flag => flag.ServerKeyOnly))
        {
            json.WriteNumberValue(flag.FeatureId);
        }

        json.WriteEndArray();
        json.WriteStartObject("organisation");
        json.WriteNumber("id", 1);
        json.WriteString("name", Organisation);
        json.WriteBoolean("feature_analytics", false);
        json.WriteBoolean("stop_serving_flags", false);
        json.WriteBoolean("persist_trait_data", true);
        json.WriteEndObject();
        Segments(json, environment);
        json.WriteEndObject();
    }

    // A segment without rules has no members here, but everybody in one of the published clients; and one with a pattern that is not
    // served has none either, but may have some there. One of a feature is only
    // of use where that feature has an override for it.
    private static void Segments(Utf8JsonWriter json, ServedEnvironment environment)
    {
        var overrides = environment.Flags
            .SelectMany(flag => flag.Overrides.Select((scope, index) => (Flag: flag, Scope: scope, flag.Compiled.Overrides[index].Definition)))
            .ToLookup(entry => entry.Scope.SegmentId);
        json.WriteStartArray("segments");
        foreach (var segment in environment.Segments.Where(segment
            => segment.Compiled is { Definition.Rules.Count: > 0, Faults.Count: 0 } && (segment.FeatureId is null || overrides.Contains(segment.Id))))
        {
            json.WriteStartObject();
            json.WriteNumber("id", segment.Id);
            json.WriteString("name", segment.Compiled.Definition.Name);
            Rules(json, segment.Compiled.Definition.Rules);
            json.WriteStartArray("feature_states");
            foreach (var (flag, scope, definition) in overrides[segment.Id])
            {
                State(json, flag, scope, definition);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Rules(Utf8JsonWriter json, IReadOnlyList<RuleDefinition> rules)
    {
        json.WriteStartArray("rules");
        foreach (var rule in rules)
        {
            json.WriteStartObject();
            json.WriteString("type", rule.Type);
            json.WriteStartArray("conditions");
            foreach (var condition in rule.Conditions)
            {
                json.WriteStartObject();
                json.WriteString("operator", condition.Operator);
                json.WriteString("value", condition.Value);
                json.WriteString("property_", condition.Property);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            Rules(json, rule.Rules);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void State(Utf8JsonWriter json, ServedFlag flag, ServedScope scope, StateDefinition state)
        => State(json, flag, scope.Seed, scope.SegmentId is null ? null : scope.Rank, scope.Uuid, state);

    private static void State(Utf8JsonWriter json, ServedFlag flag, int seed, int? rank, Guid uuid, StateDefinition state)
    {
        json.WriteStartObject();
        json.WriteStartObject("feature");
        json.WriteNumber("id", flag.FeatureId);
        json.WriteString("name", flag.Name);
        json.WriteString("type", SdkFlagWriter.TypeOf(flag));
        json.WriteEndObject();
        json.WriteBoolean("enabled", state.Enabled);
        json.WriteNumber("django_id", seed);
        if (rank is { } priority)
        {
            json.WriteStartObject("feature_segment");
            json.WriteNumber("priority", priority);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("feature_segment");
        }

        json.WriteString("featurestate_uuid", uuid);
        json.WritePropertyName("feature_state_value");
        state.Value.WriteTo(json);
        Allocations(json, flag, uuid, state);
        json.WriteEndObject();
    }

    private static void Allocations(Utf8JsonWriter json, ServedFlag flag, Guid scope, StateDefinition state)
    {
        json.WriteStartArray("multivariate_feature_state_values");
        foreach (var (served, variant) in flag.Variants.Zip(state.Variants))
        {
            json.WriteStartObject();
            json.WriteNumber("id", served.Ordinal);
            json.WriteString("mv_fs_value_uuid", StableId.Of($"{scope}", $"{served.Uuid}"));
            json.WriteNumber("percentage_allocation", variant.Weight);
            json.WriteStartObject("multivariate_feature_option");
            json.WriteNumber("id", served.Id);
            json.WritePropertyName("value");
            variant.Value.WriteTo(json);
            json.WriteString("key", served.Key);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void IdentityOverrides(Utf8JsonWriter json, ServedEnvironment environment)
    {
        var identities = environment.Flags.SelectMany(flag => flag.Identities.Values.Select(identity => (Flag: flag, Identity: identity)))
            .Where(entry => Identifiers.CanBeListed(entry.Identity.Identifier))
            .GroupBy(entry => entry.Identity.Identifier, StringComparer.Ordinal).OrderBy(group => group.Min(entry => entry.Identity.Id));
        json.WriteStartArray("identity_overrides");
        foreach (var identity in identities)
        {
            json.WriteStartObject();
            json.WriteString("identifier", identity.Key);
            json.WriteString("environment_api_key", environment.HashKey);
            json.WriteString("created_date", UtcText.Of(identity.Min(entry => entry.Identity.CreatedAt)));
            json.WriteStartArray("identity_features");
            foreach (var (flag, forced) in identity)
            {
                State(
                    json, flag, forced.Id, rank: null,
                    StableId.Of(environment.HashKey, "identity override", forced.Id.ToString(CultureInfo.InvariantCulture)),
                    flag.Compiled.Definition.Identities![identity.Key]);
            }

            json.WriteEndArray();
            json.WriteStartArray("identity_traits");
            json.WriteEndArray();
            json.WriteString("identity_uuid", StableId.Of(environment.HashKey, "identity", identity.Key));
            json.WriteNumber("django_id", identity.Min(entry => entry.Identity.Id));
            json.WriteNull("dashboard_alias");
            json.WriteString("composite_key", $"{environment.HashKey}_{identity.Key}");
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
