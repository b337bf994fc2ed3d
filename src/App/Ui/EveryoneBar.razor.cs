using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Ui;

/// <summary>Everyone, or everyone in a segment, as one bar: the arms inside, in their colours, and a hatched part for those outside.</summary>
public sealed partial class EveryoneBar
{
    /// <summary>How many of everyone are inside.</summary>
    [Parameter, EditorRequired]
    public required BasisPoints Percentage { get; set; }

    /// <summary>How those inside are divided.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<BarArm> Arms { get; set; }

    /// <summary>A low bar without numbers, for lists; show the percentage beside it.</summary>
    [Parameter]
    public bool Small { get; set; }

    /// <summary>Who the whole bar stands for: "everyone", "Beta testers".</summary>
    [Parameter]
    public string Whom { get; set; } = "everyone";

    private string Description => $"Of {Whom}: {DisplayText.List([
        .. Arms.Where(arm => arm.Share.Value > 0 && Percentage.Value > 0).Select(Text),
        .. Percentage < BasisPoints.All ? [$"outside {Percentage.Rest}"] : Array.Empty<string>()])}";

    private static string Width(decimal percent) => string.Create(CultureInfo.InvariantCulture, $"{percent:0.####}%");

    private decimal OfEveryone(BarArm arm) => Percentage.Percent * arm.Share.Percent / 100m;

    private string Text(BarArm arm) => $"{arm.Key} {DisplayText.Percent(OfEveryone(arm))}";
}
