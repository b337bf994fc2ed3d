using System.Text.Json;
using ExperimentAdmin.Core.Evaluation.Compiled;

namespace ExperimentAdmin.Core.Serving.Wire;

/// <summary>Writes a flag as the flags and identities endpoints carry it.</summary>
internal static class SdkFlagWriter
{
    /// <param name="wire">The flag, and what its environment says of it.</param>
    /// <param name="answer">What an identity got; null for the environment default, whomever it is served to.</param>
    /// <param name="identifier">Who that is; needed of an answer that is this one identity's alone.</param>
    public static byte[] Write(FlagWire wire, FlagAnswer? answer, string? identifier = null) => WireBytes.Of(json =>
    {
        json.WriteStartObject();
        var scope = ScopeOf(wire.Flag, answer);
        var identity = answer is { Source: AnswerSource.Identity } ? wire.Flag.Identities[identifier!] : null;
        Number(json, "id", identity?.Id ?? scope.Id, wire);
        json.WritePropertyName("feature");
        Feature(json, wire);
        json.WritePropertyName("feature_state_value");
        (answer?.Value ?? wire.Flag.Compiled.Default.Definition.Value).WriteTo(json);
        Number(json, "environment", wire.EnvironmentId, wire);
        Number(json, "identity", identity?.Id, wire);
        Number(json, "feature_segment", identity is null && scope.SegmentId is not null ? scope.Id : null, wire);
        json.WriteBoolean("enabled", answer?.Enabled ?? wire.Flag.Compiled.Default.Definition.Enabled);
        if (answer is { } given)
        {
            json.WriteString("variant", wire.Flag.HidesVariant(given) ? null : given.VariantKey);
        }

        json.WriteEndObject();
    });

    private static ServedScope ScopeOf(ServedFlag flag, FlagAnswer? answer)
    {
        for (var index = 0; index < flag.Overrides.Count; index++)
        {
            if (ReferenceEquals(flag.Compiled.Overrides[index], answer?.Outcome.State))
            {
                return flag.Overrides[index];
            }
        }

        return flag.Default;
    }

    private static void Feature(Utf8JsonWriter json, FlagWire wire)
    {
        var (flag, hides) = (wire.Flag, wire.HidesSensitiveData);
        json.WriteStartObject();
        json.WriteNumber("id", flag.FeatureId);
        json.WriteString("name", flag.Name);
        json.WriteString("created_date", hides ? null : UtcText.Of(flag.CreatedAt));
        json.WriteString("description", hides || flag.Description.Length == 0 ? null : flag.Description);
        json.WriteString("initial_value", hides ? null : flag.InitialValue);
        if (hides)
        {
            json.WriteNull("default_enabled");
        }
        else
        {
            json.WriteBoolean("default_enabled", flag.DefaultEnabled);
        }

        json.WriteString("type", TypeOf(flag));
        json.WriteEndObject();
    }

    /// <summary>What the wire calls a feature with variants, and one without.</summary>
    public static string TypeOf(ServedFlag flag) => flag.IsMultivariate ? "MULTIVARIATE" : "STANDARD";

    private static void Number(Utf8JsonWriter json, string name, int? value, FlagWire wire)
    {
        if (value is { } number && !wire.HidesSensitiveData)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
