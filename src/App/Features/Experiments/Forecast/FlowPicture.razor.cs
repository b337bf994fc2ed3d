using System.Globalization;
using ExperimentAdmin.App.Shell.Pages.Forms;
using ExperimentAdmin.App.Shell.Pages.Words;
using ExperimentAdmin.App.Shell.Shared.Experiments;
using ExperimentAdmin.Core.Evaluation.Forecast;
using ExperimentAdmin.Core.Experiments.Rollout.Domain;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Experiments.Forecast;

/// <summary>Who goes where when a rollout changes or ends, as bands between the arms before and after. Its figures stand beside it.</summary>
public sealed partial class FlowPicture
{
    private const int LongestName = 10;

    private readonly string _id = ElementIds.New("flow");
    private FlowLayout _layout = null!;

    /// <summary>The ways that people go, of <see cref="AssignmentChange.Everyone"/>.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<AssignmentFlow> Flows { get; set; }

    /// <summary>Control, then the variants in ordinal order.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<Arm> Arms { get; set; }

    private string Description => "Picture of who moves where. "
        + $"{string.Join(", ", _layout.Bands.Select(band => $"{Name(band.From)} to {Name(band.To)} {DisplayText.Share(band.Count, AssignmentChange.Everyone)}"))}.";

    protected override void OnParametersSet() => _layout = FlowLayout.Of(Flows);

    private static string Class(int arm) => arm == RolloutAssignment.Outside ? "outside" : ArmColour.Class(arm);

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Path(FlowLayout.Band band)
    {
        const int Middle = (FlowLayout.Left + FlowLayout.Right) / 2;
        var (left, right) = (Number(FlowLayout.Left), Number(FlowLayout.Right));
        var (start, startEnd, end, endEnd) = (Number(band.Start), Number(band.Start + band.Height), Number(band.End), Number(band.End + band.Height));
        return $"M{left} {start}C{Middle} {start} {Middle} {end} {right} {end}V{endEnd}C{Middle} {endEnd} {Middle} {startEnd} {left} {startEnd}Z";
    }

    private string Name(int arm)
    {
        var name = arm == RolloutAssignment.Outside ? "outside" : Arms[arm].Key;
        return name.Length <= LongestName ? name : $"{name[..(LongestName - 1)]}…";
    }
}
