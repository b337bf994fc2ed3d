using System.Globalization;
using ExperimentAdmin.App.Shell.Pages.Words;

namespace ExperimentAdmin.App.Features.Experiments.Conflicts;

/// <summary>Says what was found of a sample, as a sample.</summary>
internal static class SampleText
{
    /// <summary>"Estimated by the engine on 4,000 identities, of which 1,200 are known by their traits: 800 are in the rollout."</summary>
    public static string Of(int sampled, int known, int inside)
        => $"An estimate: the engine looked at {DisplayText.Number(sampled)} identities, {(known == 0 ? "all made up, as none is known by its traits" : $"of which {DisplayText.Number(known)} are known by their traits")}. "
            + $"{DisplayText.Number(inside)} of them are in the rollout.";

    /// <summary>"about 12 %", "fewer than 1 %", "nobody".</summary>
    public static string Share(double share) => share switch
    {
        0 => "nobody that was looked at",
        < 0.01 => "fewer than 1 %",
        _ => $"about {Math.Round(share * 100).ToString("0", CultureInfo.InvariantCulture)} %",
    };
}
