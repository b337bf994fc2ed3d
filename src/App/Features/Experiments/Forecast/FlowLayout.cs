using ExperimentAdmin.Core.Evaluation.Forecast;

namespace ExperimentAdmin.App.Features.Experiments.Forecast;

/// <summary>
/// Where the parts of a flow picture stand, in its own units. Who is outside before and after is left out: nothing happens
/// to them, and they would dwarf everybody else.
/// </summary>
/// <param name="Nodes">The arms before and after that anybody has.</param>
/// <param name="Bands">The ways between them.</param>
/// <param name="Height">Of the whole picture.</param>
public sealed record FlowLayout(IReadOnlyList<FlowLayout.Node> Nodes, IReadOnlyList<FlowLayout.Band> Bands, double Height)
{
    public const int Width = 300;
    public const int Left = 92;
    public const int Right = 208;
    public const int Thickness = 8;

    private const double Head = 20;
    private const double Flowing = 96;
    private const double Gap = 6;

    // Names of neighbours must not run into each other.
    private const double LeastPitch = 16;

    /// <summary>Lays out a change.</summary>
    public static FlowLayout Of(IReadOnlyList<AssignmentFlow> ways)
    {
        ArgumentNullException.ThrowIfNull(ways);
        var flows = ways.Where(flow => flow.Keeps || flow.From != flow.To).ToList();
        var scale = Flowing / Math.Max(1, flows.Sum(flow => flow.Count));
        var before = Column(flows.GroupBy(flow => flow.From), isBefore: true, scale);
        var after = Column(flows.GroupBy(flow => flow.To), isBefore: false, scale);
        var (starts, ends) = (Tops(before), Tops(after));
        var bands = new List<Band>();
        foreach (var flow in flows)
        {
            var height = flow.Count * scale;
            bands.Add(new Band(flow.From, flow.To, starts[flow.From], ends[flow.To], height, flow.Count));
            starts[flow.From] += height;
            ends[flow.To] += height;
        }

        return new FlowLayout([.. before, .. after], bands, before.Concat(after).Select(node => node.Top + node.Height).DefaultIfEmpty(Head).Max() + Gap);
    }

    // Control first, then the variants, then those outside.
    private static List<Node> Column(IEnumerable<IGrouping<int, AssignmentFlow>> arms, bool isBefore, double scale)
    {
        var nodes = new List<Node>();
        var at = Head;
        foreach (var arm in arms.OrderBy(arm => arm.Key == RolloutAssignment.Outside).ThenBy(arm => arm.Key))
        {
            var height = arm.Sum(flow => flow.Count) * scale;
            var slot = Math.Max(height, LeastPitch - Gap);
            nodes.Add(new Node(isBefore, arm.Key, at + ((slot - height) / 2), height));
            at += slot + Gap;
        }

        return nodes;
    }

    private static Dictionary<int, double> Tops(IEnumerable<Node> column) => column.ToDictionary(node => node.Arm, node => node.Top);

    /// <summary>An arm on one side.</summary>
    /// <param name="IsBefore">On the left.</param>
    /// <param name="Arm">The arm, or <see cref="RolloutAssignment.Outside"/>.</param>
    /// <param name="Top">From the top of the picture.</param>
    /// <param name="Height">As high as its share.</param>
    public sealed record Node(bool IsBefore, int Arm, double Top, double Height);

    /// <summary>The way from one arm to another.</summary>
    /// <param name="From">On the left.</param>
    /// <param name="To">On the right.</param>
    /// <param name="Start">Its upper edge on the left.</param>
    /// <param name="End">Its upper edge on the right.</param>
    /// <param name="Height">As high as its share, on both sides.</param>
    /// <param name="Count">How many of <see cref="AssignmentChange.Everyone"/>.</param>
    public sealed record Band(int From, int To, double Start, double End, double Height, long Count);
}
