using System.Buffers;
using System.Runtime.InteropServices;
using ExperimentAdmin.Core.Evaluation.Context;

namespace ExperimentAdmin.Core.Evaluation.Compiled;

/// <summary>
/// All flags and segments of an environment at one moment, ready to be evaluated: immutable, and used by any number of
/// threads. Evaluating reads nothing else, and allocates nothing but what versions and integers beyond 64 bits take.
/// </summary>
/// <remarks>
/// Made of parts that were compiled on their own, so that a change compiles only what it touched; what is done here is to
/// find each override its segment and to put the overrides of a flag into the order in which they win.
/// </remarks>
public sealed class EnvironmentSnapshot
{
    private const int StackLimit = 512;

    private readonly CompiledSegment[] _segments;
    private readonly CompiledFlag[] _flags;
    private readonly Contender[][] _contenders;
    private readonly Dictionary<string, int> _places;

    /// <param name="key">The client-side key of the environment: salts the key of every identity.</param>
    /// <param name="name">The environment's name.</param>
    /// <param name="segments">In the order that decides between overrides of equal priority.</param>
    /// <param name="flags">In the order of the answers; their names differ.</param>
    public EnvironmentSnapshot(string key, string name, IEnumerable<CompiledSegment> segments, IEnumerable<CompiledFlag> flags)
    {
        (Key, Name) = (key, name);
        _segments = [.. segments];
        _flags = [.. flags];
        var indexes = Places(_segments, segment => segment.Definition.Id);
        _contenders = [.. _flags.Select(flag => Rank(flag, indexes))];
        _places = Places(_flags, flag => flag.Name);
    }

    /// <summary>The client-side key of the environment.</summary>
    public string Key { get; }

    /// <summary>The environment's name.</summary>
    public string Name { get; }

    /// <summary>In the order in which they were given.</summary>
    public IReadOnlyList<CompiledFlag> Flags => _flags;

    /// <summary>In the order in which they were given.</summary>
    public IReadOnlyList<CompiledSegment> Segments => _segments;

    /// <summary>Where a flag is among <see cref="Flags"/>; -1 when there is none of exactly that name.</summary>
    public int IndexOf(string flag) => _places.GetValueOrDefault(flag, -1);

    /// <summary>Whom to ask about here.</summary>
    public EvaluationContext ContextOf(EvaluationIdentity? identity) => new(Key, Name, identity);

    /// <summary>What an identity gets of one flag.</summary>
    /// <param name="flag">Its place among <see cref="Flags"/>.</param>
    /// <param name="context">Whom, made by <see cref="ContextOf"/>.</param>
    public FlagAnswer Evaluate(int flag, EvaluationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (_contenders[flag].Length <= 1)
        {
            return Evaluate(flag, context, []);
        }

        using var memory = new Memory(_segments.Length, stackalloc Verdict[StackLimit]);
        return Evaluate(flag, context, memory.Verdicts);
    }

    /// <summary>What an identity gets of every flag.</summary>
    /// <param name="context">Whom, made by <see cref="ContextOf"/>.</param>
    /// <param name="answers">Takes one answer a flag, in the order of <see cref="Flags"/>.</param>
    public void Evaluate(EvaluationContext context, Span<FlagAnswer> answers)
    {
        ArgumentNullException.ThrowIfNull(context);
        using var memory = new Memory(_segments.Length, stackalloc Verdict[StackLimit]);
        for (var flag = 0; flag < _flags.Length; flag++)
        {
            answers[flag] = Evaluate(flag, context, memory.Verdicts);
        }
    }

    /// <summary>What an identity gets of one flag, with everything that was in the running. For people, not for requests.</summary>
    /// <param name="flag">Its place among <see cref="Flags"/>.</param>
    /// <param name="context">Whom, made by <see cref="ContextOf"/>.</param>
    public FlagExplanation Explain(int flag, EvaluationContext context)
    {
        var answer = Evaluate(flag, context);
        return new FlagExplanation(
            answer,
            answer.Outcome.State.Hash(context),
            [.. _contenders[flag].Select(contender => new OverrideExplanation(
                _segments[contender.Segment],
                _segments[contender.Segment].Matches(context),
                ReferenceEquals(contender.State, answer.Outcome.State),
                _segments[contender.Segment].PositionOf(context)))]);
    }

    private FlagAnswer Evaluate(int flag, EvaluationContext context, Span<Verdict> verdicts)
    {
        var compiled = _flags[flag];
        if (compiled.Identities is { } identities && context.Identity is { IsStranger: false } identity && identities.TryGetValue(identity.Identifier, out var forced))
        {
            return Answer(forced, AnswerSource.Identity, null, context);
        }

        foreach (var contender in _contenders[flag])
        {
            if (IsIn(contender.Segment, context, verdicts))
            {
                return Answer(contender.State, AnswerSource.Segment, _segments[contender.Segment], context);
            }
        }

        return Answer(compiled.Default, AnswerSource.Default, null, context);
    }

    private static FlagAnswer Answer(CompiledState state, AnswerSource source, CompiledSegment? segment, EvaluationContext context)
        => new(state.Choose(context), source, segment, state.HasVariants && context.Identity is not null);

    private bool IsIn(int segment, EvaluationContext context, Span<Verdict> verdicts)
    {
        if (verdicts.IsEmpty)
        {
            return _segments[segment].Matches(context);
        }

        ref var verdict = ref verdicts[segment];
        if (verdict is Verdict.Unknown)
        {
            verdict = _segments[segment].Matches(context) ? Verdict.In : Verdict.Out;
        }

        return verdict is Verdict.In;
    }

    private static Dictionary<string, int> Places<T>(T[] items, Func<T, string> name)
    {
        var places = new Dictionary<string, int>(items.Length, StringComparer.Ordinal);
        for (var index = 0; index < items.Length; index++)
        {
            places.Add(name(items[index]), index);
        }

        return places;
    }

    private static Contender[] Rank(CompiledFlag flag, Dictionary<string, int> indexes)
    {
        if (flag.Overrides.Count == 0)
        {
            return [];
        }

        var contenders = new List<(double Priority, Contender Contender)>();
        foreach (var (index, scope) in flag.Definition.Overrides.Index())
        {
            if (indexes.TryGetValue(scope.SegmentId, out var segment))
            {
                contenders.Add((scope.Priority, new Contender(segment, flag.Overrides[index])));
            }
        }

        return [.. contenders.OrderBy(entry => entry.Priority).ThenBy(entry => entry.Contender.Segment).Select(entry => entry.Contender)];
    }

    private enum Verdict : byte
    {
        Unknown,
        In,
        Out,
    }

    private readonly record struct Contender(int Segment, CompiledState State);

    // Which segments the identity was found to be in during one evaluation, so that none is asked twice.
    [StructLayout(LayoutKind.Auto)]
    private readonly ref struct Memory
    {
        private readonly Verdict[]? _rented;

        public Memory(int segments, Span<Verdict> stack)
        {
            _rented = segments > stack.Length ? ArrayPool<Verdict>.Shared.Rent(segments) : null;
            Verdicts = _rented is null ? stack[..segments] : _rented.AsSpan(0, segments);
            Verdicts.Clear();
        }

        public Span<Verdict> Verdicts { get; }

        public void Dispose()
        {
            if (_rented is not null)
            {
                ArrayPool<Verdict>.Shared.Return(_rented);
            }
        }
    }
}
