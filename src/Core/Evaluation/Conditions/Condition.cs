using ExperimentAdmin.Core.Evaluation.Conditions.Patterns;
using ExperimentAdmin.Core.Evaluation.Context;
using ExperimentAdmin.Core.Evaluation.Hashing;

namespace ExperimentAdmin.Core.Evaluation.Conditions;

/// <summary>One test of the context, with everything that can be read beforehand read once.</summary>
public sealed class Condition
{
    private const string PercentageSplit = "PERCENTAGE_SPLIT";
    private const string Pattern = "REGEX";

    private readonly ContextProperty? _property;
    private readonly ValueTest? _test;
    private readonly bool _isSplit;

    private Condition(string property, string @operator, string value, PatternReading reading)
    {
        _isSplit = @operator == PercentageSplit;
        _property = _isSplit && property.Length == 0 ? null : new ContextProperty(property);
        Threshold = _isSplit ? ValueTest.Real(value) : null;
        _test = Test(@operator, value, reading);
    }

    /// <summary>Why it is not served, so that nobody may be in its segment; null for a condition that is.</summary>
    public PatternFault? Fault => (_test as PatternTest)?.Fault;

    /// <summary>The percentage that a split lets in; null for other operators, and for what cannot be read.</summary>
    internal double? Threshold { get; }

    /// <summary>Prepares a condition as documents carry it. It never fails: what makes no sense never matches.</summary>
    /// <param name="property">A trait, a path, or empty for a split of the identity key.</param>
    /// <param name="operator">In upper snake case.</param>
    /// <param name="value">What with.</param>
    public static Condition Compile(string property, string @operator, string value)
    {
        ArgumentNullException.ThrowIfNull(property);
        ArgumentNullException.ThrowIfNull(value);
        return Compile(property, @operator, value, PatternReading.Served);
    }

    /// <summary>Why a condition is not served, as far as that is known without compiling it; null for one that is.</summary>
    internal static PatternFault? FaultOf(ConditionDefinition definition)
        => definition.Operator == Pattern ? KnownPattern.Of(definition.Value).Fault : null;

    internal static Condition Compile(string property, string @operator, string value, PatternReading reading)
        => new(property, @operator, value, reading);

    /// <param name="context">What is asked about.</param>
    /// <param name="salt">The segment's: spreads its splits.</param>
    public ConditionOutcome Evaluate(EvaluationContext context, HashSalt salt)
    {
        ArgumentNullException.ThrowIfNull(context);
        var value = _property is null ? ContextValue.Of(context.IdentityKey) : _property.In(context);
        return _isSplit ? Split(value, salt)
            : new ConditionOutcome(_test?.Run(value) ?? ConditionVerdict.UnknownOperator, value);
    }

    private ConditionOutcome Split(ContextValue value, HashSalt salt)
    {
        if (!value.IsSet)
        {
            return new ConditionOutcome(ConditionVerdict.NotSet, value);
        }

        var hash = value.Kind is ContextValueKind.Text ? IdentityHash.Of(salt, value.AsText) : Hash(value, salt);
        return new ConditionOutcome(
            Threshold is null ? ConditionVerdict.Unreadable : hash <= Threshold ? ConditionVerdict.Holds : ConditionVerdict.Fails, value, hash);
    }

    private static double Hash(ContextValue value, HashSalt salt)
    {
        Span<char> room = stackalloc char[ContextValue.RoomForText];
        return IdentityHash.Of(salt, value.TextIn(room));
    }

    private static ValueTest? Test(string @operator, string value, PatternReading reading) => @operator switch
    {
        "EQUAL" => new ComparisonTest(Comparison.Equal, value),
        "NOT_EQUAL" => new ComparisonTest(Comparison.NotEqual, value),
        "GREATER_THAN" => new ComparisonTest(Comparison.Greater, value),
        "GREATER_THAN_INCLUSIVE" => new ComparisonTest(Comparison.GreaterOrEqual, value),
        "LESS_THAN" => new ComparisonTest(Comparison.Less, value),
        "LESS_THAN_INCLUSIVE" => new ComparisonTest(Comparison.LessOrEqual, value),
        "CONTAINS" => new ContainmentTest(value, wanted: true),
        "NOT_CONTAINS" => new ContainmentTest(value, wanted: false),
        Pattern => reading is PatternReading.Served ? new PatternTest(value) : new BacktrackingPatternTest(value),
        "IN" => new ListTest(value),
        "IS_SET" => new PresenceTest(wanted: true),
        "IS_NOT_SET" => new PresenceTest(wanted: false),
        "MODULO" => new ModuloTest(value),
        _ => null,
    };
}
