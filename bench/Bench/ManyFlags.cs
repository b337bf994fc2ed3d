using System.Globalization;
using ExperimentAdmin.Core.Evaluation.Compiled;
using ExperimentAdmin.Core.Evaluation.Conditions;
using ExperimentAdmin.Core.Evaluation.Context;

namespace ExperimentAdmin.Bench;

/// <summary>Environments of any size, always the same for a size: two segment overrides a flag, one in five flags with variants and a rollout.</summary>
internal static class ManyFlags
{
    private const int FirstSeed = 1_000_000_000;

    public const string Key = "B62qaMZNwfiqT76p38ggrQ";

    public static IReadOnlyList<SegmentDefinition> Segments(int count) =>
    [
        .. Enumerable.Range(1, count).Select(number => new SegmentDefinition(
            Text(number),
            $"Segment {number}",
            [
                new RuleDefinition(
                    "ALL",
                    [new ConditionDefinition("plan", "EQUAL", number % 2 == 0 ? "pro" : "free")],
                    [
                        new RuleDefinition(
                            "ANY",
                            [
                                new ConditionDefinition("country", "IN", "de,fr,it"),
                                new ConditionDefinition("age", "GREATER_THAN", Text(number % 60)),
                                new ConditionDefinition("$.identity.key", "PERCENTAGE_SPLIT", Text(number % 100)),
                            ],
                            []),
                    ]),
            ])),
    ];

    public static IReadOnlyList<FlagDefinition> Flags(int count, int segments) =>
    [
        .. Enumerable.Range(0, count).Select(number => new FlagDefinition(
            $"flag_{number}",
            State(number * 3, number % 5 == 0),
            [
                new OverrideDefinition(Text(1 + (number % segments)), 0, State((number * 3) + 1, number % 5 == 0)),
                new OverrideDefinition(Text(1 + ((number + 7) % segments)), 1, State((number * 3) + 2, number % 5 == 0)),
            ])),
    ];

    public static EnvironmentSnapshot Compile(IReadOnlyList<SegmentDefinition> segments, IReadOnlyList<FlagDefinition> flags) => new(
        Key, "Production", segments.Select(segment => new CompiledSegment(segment)), flags.Select(flag => new CompiledFlag(flag)));

    public static EvaluationIdentity Identity(int number) => new(
        $"user_{number}",
        new Dictionary<string, ContextValue>(StringComparer.Ordinal)
        {
            ["plan"] = ContextValue.Of(number % 3 == 0 ? "pro" : "free"),
            ["country"] = ContextValue.Of(number % 4 == 0 ? "de" : "us"),
            ["age"] = ContextValue.Of(number % 80),
        });

    private static StateDefinition State(int number, bool hasVariants) => new(
        Text(FirstSeed + number),
        true,
        ContextValue.Of("control"),
        hasVariants
            ? [new VariantDefinition("big", ContextValue.Of("big"), 40, 1), new VariantDefinition("small", ContextValue.Of("small"), 30, 2)]
            : []);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
