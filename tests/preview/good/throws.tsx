type Plan = { name: string; features: string[] };

const plans: Plan[] = [{ name: "Starter", features: ["One seat"] }, { name: "Team" } as Plan];

export default function Pricing() {
  return (
    <main className="p-8">
      {plans.map((plan) => (
        <section key={plan.name}>
          <h2>{plan.name}</h2>
          <ul>
            {plan.features.map((feature) => (
              <li key={feature}>{feature}</li>
            ))}
          </ul>
        </section>
      ))}
    </main>
  );
}
