namespace Patterns.Columnar.Expressions.Pruning;

/// <summary>Three-valued logic on possible outcomes.</summary>
internal static class OutcomeLogic
{
    public static Outcomes Not(Outcomes outcomes)
        => (outcomes & Outcomes.Null)
            | (outcomes.HasFlag(Outcomes.True) ? Outcomes.False : Outcomes.None)
            | (outcomes.HasFlag(Outcomes.False) ? Outcomes.True : Outcomes.None);

    /// <summary>AND of operands that are taken to be independent of each other.</summary>
    public static Outcomes And(IEnumerable<Outcomes> operands)
    {
        var canBeTrue = true;
        var others = Outcomes.None;
        foreach (var operand in operands)
        {
            if (operand == Outcomes.None)
            {
                return Outcomes.None;
            }

            canBeTrue &= operand.HasFlag(Outcomes.True);
            others |= operand & (Outcomes.False | Outcomes.Null);
        }

        return others | (canBeTrue ? Outcomes.True : Outcomes.None);
    }

    public static Outcomes Or(IEnumerable<Outcomes> operands) => Not(And(operands.Select(Not)));
}
