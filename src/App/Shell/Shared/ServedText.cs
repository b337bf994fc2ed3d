using ExperimentAdmin.App.Shell.Pages.Words;
using ExperimentAdmin.Core.Flags.States.Domain;

namespace ExperimentAdmin.App.Shell.Shared;

/// <summary>Says what flags serve in words for <see cref="RichSentence"/>.</summary>
public static class ServedText
{
    /// <summary>What a scope of a flag serves: "`classic`", "60 % `big` and otherwise `classic`", "the flag disabled".</summary>
    public static string Of(ServedState serving)
    {
        ArgumentNullException.ThrowIfNull(serving);
        var control = serving.Value is null ? "no value" : DisplayText.Code(serving.Value);
        var shares = serving.Shares.Select(part => $"{part.Share} {DisplayText.Code(part.Key)}").ToList();
        var values = serving.ControlShare.Value switch
        {
            BasisPoints.Whole => control,
            0 when serving.Shares is [var only] => DisplayText.Code(only.Key),
            0 => DisplayText.List(shares),
            _ => $"{string.Join(", ", shares)} and otherwise {control}",
        };
        return serving.Enabled ? values : $"the flag disabled, with {values}";
    }
}
