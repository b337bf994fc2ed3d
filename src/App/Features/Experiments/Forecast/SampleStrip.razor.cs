using System.Globalization;
using System.Text;
using ExperimentAdmin.App.Shell.Pages.Words;
using ExperimentAdmin.Core.Evaluation.Forecast;
using ExperimentAdmin.Core.Experiments.Rollout.Domain;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Experiments.Forecast;

/// <summary>
/// A sample of identities as one strip of cells in the colours of their arms. The cells are laid out once, by the hashes;
/// while somebody drags only their colours follow, one path an arm.
/// </summary>
public sealed partial class SampleStrip
{
    private const int Rows = 10;

    private IdentitySample? _laidOut;
    private int[] _places = [];
    private int _columns;
    private string _grid = string.Empty;

    [Parameter, EditorRequired]
    public required IdentitySample Sample { get; set; }

    [Parameter, EditorRequired]
    public required RolloutAssignment Assignment { get; set; }

    /// <summary>Control, then the variants in ordinal order.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<Arm> Arms { get; set; }

    private string Description
    {
        get
        {
            var counts = Sample.Count(Assignment);
            var parts = Arms.Select((arm, index) => $"{arm.Key} {DisplayText.Number(counts[index])}").Append($"outside {DisplayText.Number(counts[^1])}");
            return $"{DisplayText.Number(Sample.Identifiers.Count)} sample identities: {DisplayText.List([.. parts])}.";
        }
    }

    protected override void OnParametersSet()
    {
        if (!ReferenceEquals(_laidOut, Sample))
        {
            _laidOut = Sample;
            _places = [.. Sample.ByEntering.Chunk(Rows).SelectMany(column => column.OrderBy(Sample.Splitting))];
            _columns = (_places.Length + Rows - 1) / Rows;
            _grid = string.Concat(Enumerable.Range(1, Math.Max(0, _columns - 1)).Select(column => $"M{column} 0v{Rows}"))
                + string.Concat(Enumerable.Range(1, Rows - 1).Select(row => $"M0 {row}h{_columns}"));
        }
    }

    // Neighbours in a column that get the same are one shape.
    private IEnumerable<(int Arm, string Cells)> Cells()
    {
        var paths = Arms.Select(_ => new StringBuilder()).ToArray();
        for (var start = 0; start < _places.Length;)
        {
            var arm = Sample.ArmOf(Assignment, _places[start]);
            var end = start + 1;
            while (end < _places.Length && end % Rows != 0 && Sample.ArmOf(Assignment, _places[end]) == arm)
            {
                end++;
            }

            if (arm != RolloutAssignment.Outside)
            {
                _ = paths[arm].Append(CultureInfo.InvariantCulture, $"M{start / Rows} {start % Rows}h1v{end - start}h-1z");
            }

            start = end;
        }

        return paths.Select((path, arm) => (arm, path.ToString()));
    }
}
