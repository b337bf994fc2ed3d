using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Ui;

/// <summary>Everyone, or everyone in a segment, as one bar: the arms inside, in their colours, and a hatched part for those outside.</summary>
public sealed partial class EveryoneBar
{
    /// <summary>How many are inside, in basis points of everyone.</summary>
    [Parameter, EditorRequired]
    public required int Percentage { get; set; }

    /// <summary>How those inside are divided.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<BarArm> Arms { get; set; }

    /// <summary>A low bar without numbers, for lists; show the percentage beside it.</summary>
    [Parameter]
    public bool Small { get; set; }

    /// <summary>Who the whole bar stands for: "everyone", "Beta testers".</summary>
    [Parameter]
    public string Whom { get; set; } = "everyone";

    private decimal Outside => (BasisPoints.Whole - Percentage) / 100m;

    private string Description
    {
        get
        {
            var parts = Arms.Where(arm => arm.Share > 0 && Percentage > 0).Select(Text).ToList();
            if (Outside > 0)
            {
                parts.Add($"outside {DisplayText.Percent(Outside)}");
            }

            return $"Of {Whom}: {DisplayText.List(parts)}";
        }
    }

    private static string Width(decimal percent) => string.Create(CultureInfo.InvariantCulture, $"{percent:0.####}%");

    private decimal OfEveryone(BarArm arm) => Percentage * (decimal)arm.Share / (BasisPoints.Whole * 100m);

    private string Text(BarArm arm) => $"{arm.Key} {DisplayText.Percent(OfEveryone(arm))}";
}
