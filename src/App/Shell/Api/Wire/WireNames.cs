using System.Text.Json;
using System.Text.RegularExpressions;

namespace ExperimentAdmin.App.Shell.Api.Wire;

/// <summary>Names of our inputs as they are on the wire.</summary>
internal static partial class WireNames
{
    /// <summary><c>variants[0].initialValue</c> is <c>variants[0].initial_value</c>.</summary>
    public static string Of(string field) => Word().Replace(
        field, word => word.Value is "allocations" ? "multivariate_feature_state_values" : JsonNamingPolicy.SnakeCaseLower.ConvertName(word.Value));

    [GeneratedRegex("[A-Za-z]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Word();
}
