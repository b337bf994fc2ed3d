using System.Diagnostics;

namespace ExperimentAdmin.Core.Evaluation.Conditions.Patterns;

/// <summary>A pattern as places and the ways between them, from which it is told what can stand next.</summary>
internal sealed class PatternGraph
{
    private const int Accepted = 0;

    private readonly List<Node> _nodes = [new Node(NodeKind.Accept)];
    private readonly List<string> _kinds = [];
    private readonly List<int> _nexts = [];
    private readonly int _entry;

    public PatternGraph(PatternPart part) => _entry = Add(part, Accepted);

    /// <summary>The kind of character of each step.</summary>
    public IReadOnlyList<string> Kinds => _kinds;

    /// <summary>What the pattern asks of places.</summary>
    public PatternPosition Asked { get; private set; }

    /// <summary>Sets the bits of the steps that can come first, and that of <see cref="Kinds"/>' count where the pattern may end.</summary>
    /// <param name="place">What is true where it begins.</param>
    /// <param name="reached">Takes the bits.</param>
    public void First(PatternPosition place, Span<ulong> reached) => Follow(_entry, place, reached);

    /// <summary>Sets the bits of the steps that can come after one.</summary>
    /// <param name="step">The step.</param>
    /// <param name="place">What is true after its character.</param>
    /// <param name="reached">Takes the bits.</param>
    public void Next(int step, PatternPosition place, Span<ulong> reached) => Follow(_nexts[step], place, reached);

    private void Follow(int from, PatternPosition place, Span<ulong> reached)
    {
        var (seen, waiting) = (new bool[_nodes.Count], new Stack<int>([from]));
        while (waiting.TryPop(out var index))
        {
            if (seen[index])
            {
                continue;
            }

            seen[index] = true;
            var node = _nodes[index];
            switch (node.Kind)
            {
                case NodeKind.Accept:
                    Set(reached, _kinds.Count);
                    break;
                case NodeKind.Step:
                    Set(reached, node.Step);
                    break;
                case NodeKind.Fork:
                    waiting.Push(node.Next);
                    waiting.Push(node.Other);
                    break;
                case NodeKind.Assertion when place.HasFlag(node.Wanted) != node.Negated:
                    waiting.Push(node.Next);
                    break;
                case NodeKind.Assertion:
                    break;
                default:
                    throw new UnreachableException();
            }
        }
    }

    private static void Set(Span<ulong> bits, int bit) => bits[bit >> 6] |= 1UL << bit;

    // From the end to the beginning: each part is told where it leads.
    private int Add(PatternPart part, int next)
    {
        switch (part)
        {
            case PatternPart.Nothing:
                return next;
            case PatternPart.One one:
                _kinds.Add(one.Kind);
                _nexts.Add(next);
                return Add(new Node(NodeKind.Step) { Step = _kinds.Count - 1 });
            case PatternPart.Assertion assertion:
                Asked |= assertion.Wanted;
                return Add(new Node(NodeKind.Assertion) { Wanted = assertion.Wanted, Negated = assertion.Negated, Next = next });
            case PatternPart.Sequence sequence:
                return sequence.Parts.Reverse().Aggregate(next, (after, each) => Add(each, after));
            case PatternPart.Choice choice:
                return choice.Parts.Select(each => Add(each, next)).Aggregate(Fork);
            case PatternPart.Repeat repeat:
                return repeat.Most is { } most ? AddBounded(repeat, most, next) : AddUnbounded(repeat, next);
            default:
                throw new UnreachableException();
        }
    }

    private int AddBounded(PatternPart.Repeat repeat, int most, int next)
    {
        var entry = next;
        for (var count = repeat.Least; count < most; count++)
        {
            entry = Fork(Add(repeat.Part, entry), next);
        }

        return AddTimes(repeat.Part, repeat.Least, entry);
    }

    private int AddUnbounded(PatternPart.Repeat repeat, int next)
    {
        var loop = Fork(next, next);
        var body = Add(repeat.Part, loop);
        _nodes[loop] = _nodes[loop] with { Other = body };
        return repeat.Least == 0 ? loop : AddTimes(repeat.Part, repeat.Least - 1, body);
    }

    private int AddTimes(PatternPart part, int times, int next)
    {
        for (var count = 0; count < times; count++)
        {
            next = Add(part, next);
        }

        return next;
    }

    private int Fork(int one, int other) => Add(new Node(NodeKind.Fork) { Next = one, Other = other });

    private int Add(Node node)
    {
        _nodes.Add(node);
        return _nodes.Count - 1;
    }

    private enum NodeKind
    {
        Accept,
        Step,
        Fork,
        Assertion,
    }

    private readonly record struct Node(NodeKind Kind)
    {
        public int Step { get; init; }

        public int Next { get; init; }

        public int Other { get; init; }

        public PatternPosition Wanted { get; init; }

        public bool Negated { get; init; }
    }
}
