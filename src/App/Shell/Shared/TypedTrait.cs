using System.Globalization;
using ExperimentAdmin.Core.Evaluation.Context;

namespace ExperimentAdmin.App.Shell.Shared;

/// <summary>The value of a trait as somebody types it.</summary>
internal static class TypedTrait
{
    /// <summary>
    /// <c>true</c> and <c>false</c> are booleans, digits are numbers, text in double quotes is that text and everything
    /// else is text as it stands.
    /// </summary>
    public static ContextValue Read(string text) => text switch
    {
        "true" => ContextValue.Of(true),
        "false" => ContextValue.Of(false),
        ['"', .. var quoted, '"'] => ContextValue.Of(quoted),
        _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => ContextValue.Of(number),
        _ when double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var real)
            => ContextValue.Of(real),
        _ => ContextValue.Of(text),
    };
}
